"""What is left of the HTML of a page, and what the policy of a page allows."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from guiaviva.reading.allowed import ELEMENTS, is_allowed, is_harmless, is_own, scheme_of
from guiaviva.site.cleaning import clean
from guiaviva.site.escaping import unescape
from guiaviva.site.policy import policy
from payloads import ADDRESSES, ALL

KEPT = [
    '<p id="a" class="b" lang="es" title="&lt;x&gt; &amp; y">Text</p>',
    '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener">x</a>',
    '<a href="mailto:a@example.org?subject=x%20y">x</a><a href="tel:+34">x</a><a href="../b/#c">x</a>',
    '<div class="tabbed-set tabbed-alternate" data-tabs="1:1"><input checked="checked" id="__tabbed_1_1" '
    'name="__tabbed_1" type="radio"><div class="tabbed-labels"><label for="__tabbed_1_1">A</label></div></div>',
    '<details class="note" open="open"><summary>x</summary><p>y</p></details>',
    '<table class="guia-table"><caption>x</caption><thead><tr><th scope="col">a</th></tr></thead>'
    '<tbody><tr id="r"><td data-label="a" align="right" colspan="2">b</td></tr></tbody></table>',
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
    '<div class="guia-assistant" data-guia-assistant="es/assistant.json"></div>',
    '<img src="data:image/png;base64,AA==" alt=""><img src="a.png" srcset="a.png 1x, b.png 2x" loading="lazy" alt="x">',
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"></path></svg>',
    '<video src="a.mp4" controls=""><track src="a.vtt" kind="captions" srclang="ca"></video>',
    '<pre><code class="language-html"><span class="nt">&lt;p&gt;</span></code></pre>',
]


@pytest.mark.parametrize("html", KEPT)
def test_what_a_page_may_hold_is_kept_as_it_is(html: str) -> None:
    assert clean(html) == html


@pytest.mark.parametrize("payload", ALL)
def test_what_was_cleaned_stays_as_it_is(payload: str) -> None:
    """So a browser, which reads it as the cleaner does, reads nothing else."""
    once = clean(payload)
    assert clean(once) == once
    tags = re.findall(r"<([a-z][^\s>/]*)", once)
    assert set(tags) <= ELEMENTS.keys()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_read_as_a_browser_reads_it(address: str) -> None:
    assert not re.search(r'src="?[^"]', clean(f'<img src="{address}" alt="x">').replace("data:image", "")) or (
        address.startswith("data:image")
    )
    link = clean(f'<a href="{address}">x</a>')
    assert not re.search(r"script\s*:|data:|blob:", link) or "feed" in address or "%" in link


@pytest.mark.parametrize(
    ("address", "scheme", "own"),
    [
        ("a.png", "", True),
        ("../a:b.png", "", True),
        ("/a.png", "", True),
        ("#a", "", True),
        ("", "", True),
        ("data:image/png;base64,AA==", "data", True),
        ("data:text/html,x", "data", False),
        (" \x01HTTPS:/x", "https", False),
        ("ht\ntps://x", "https", False),
        ("//x", "", False),
        ("\\\\x", "", False),
        ("/\t\\x", "", False),
    ],
)
def test_schemes_and_own_addresses(address: str, scheme: str, own: bool) -> None:
    assert (scheme_of(address), is_own(address)) == (scheme, own)


def test_what_the_scripts_of_the_site_look_for_is_reserved() -> None:
    assert not is_allowed("a", "data-guia-search")
    assert is_allowed("div", "data-guia-posts")
    assert not is_harmless("div", "data-guia-posts", "//x/posts.json")
    assert not is_harmless("p", "id", "guia-nav")
    assert is_harmless("input", "id", "__tabbed_1_1")


def test_titles_of_the_contents_are_text() -> None:
    entry = SimpleNamespace(title="A &lt;b&gt; &amp; c", children=[SimpleNamespace(title="&quot;", children=[])])
    unescape([entry])
    assert (entry.title, entry.children[0].title) == ("A <b> & c", '"')


def test_a_policy_allows_the_inline_scripts_of_the_theme_by_their_hashes() -> None:
    made = policy("<script>go()</script><style>p{}</style><script src=x></script>")
    assert "default-src 'none'" in made
    assert "unsafe" not in made
    assert re.search(r"script-src 'self' 'sha256-[\w+/]+='; style-src 'self' 'sha256-[\w+/]+=';", made)
