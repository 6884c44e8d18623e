"""The navigation comes from the model; drafts are in it, and in the site, in the preview alone."""

from mkdocs.plugins import event_priority

from guiaviva.site import i18n
from guiaviva.site.navigation import navigation

command = "build"


def on_startup(command, dirty):
    globals()["command"] = command


@event_priority(-300)
def on_config(config):
    guide = i18n.handed(config).judgement.guide
    config.nav = navigation(guide, i18n.language(config), drafts=command == "serve")


@event_priority(50)
def on_files(files, config):
    drafts = {page.path.removeprefix("docs/") for page in i18n.handed(config).judgement.guide.drafts.values()}
    for file in [file for file in files if command != "serve" and file.src_uri in drafts]:
        files.remove(file)
