"""The events of a build, as `hooks/guia.py` of a guide hands them to MkDocs."""

from __future__ import annotations

from mkdocs.plugins import CombinedEvent

from guiaviva.site.events import blocks, check, moved, nav, search, settings, sources, theme, tools

on_startup = check.on_startup
on_config = CombinedEvent(settings.on_config, check.on_config, blocks.on_config, nav.on_config, theme.on_config)
on_files = CombinedEvent(sources.on_files, nav.on_files, theme.on_files)
on_nav = theme.on_nav
on_env = CombinedEvent(sources.on_env, theme.on_env, moved.on_env, search.on_env, tools.on_env)
on_page_markdown = blocks.on_page_markdown
on_page_content = blocks.on_page_content
on_page_context = CombinedEvent(theme.on_page_context, moved.on_page_context)
on_template_context = theme.on_template_context

__all__ = [
    "on_config",
    "on_env",
    "on_files",
    "on_nav",
    "on_page_content",
    "on_page_context",
    "on_page_markdown",
    "on_startup",
    "on_template_context",
]
