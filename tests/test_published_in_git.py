"""What was published, as Git knows it where no former site is at hand, as in a pipeline."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import TODAY
from guiaviva.guide import load_guide
from guiaviva.judgement import judge
from projects import change

PAGE = """\
---
owner: digital-content-lead
---
# {title}

{title}: text que no és enlloc més.

## La norma {{#rule}}

El primer que cal saber de {title}.

## Exemples {{#examples}}

```markdown
## Un exemple {{#example}}
```
"""


class Repository:
    """A guide in Git, in the folder of a repository."""

    def __init__(self, root: Path) -> None:
        self.root, self.docs = root, root / "docs/ca"
        change(root / "data/institution.yml", "demonstration: yes\n", "")
        self.page("fax", "Fax")
        self.page("mail", "Correu")
        self.git("init", "--quiet", "--initial-branch=main", "..")

    def page(self, id: str, title: str) -> None:
        (self.docs / "topics").mkdir(exist_ok=True)
        (self.docs / f"topics/{id}.md").write_text(PAGE.format(title=title), encoding="utf-8")

    def git(self, *command: str) -> None:
        name = ("-c", "user.name=guide", "-c", "user.email=guide@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *name, *command], cwd=self.root, check=True, capture_output=True)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Change")

    def lost(self) -> list[str]:
        found = judge(load_guide(self.root, today=TODAY)).diagnostics("en")
        return sorted(f"{one.path} {one.fix.rpartition(chr(10))[2]}" for one in found if one.rule == "lost-address")


@pytest.fixture
def guide(guide_folder: Callable[[str], Path]) -> Repository:
    return Repository(guide_folder("minimum"))


def lost_paths(guide: Repository) -> list[str]:
    return [one.split()[0] for one in guide.lost()]


def test_what_was_committed_and_is_gone_is_lost(guide: Repository) -> None:
    guide.commit()
    assert guide.lost() == []
    (guide.docs / "topics/fax.md").unlink()
    (guide.docs / "topics/mail.md").rename(guide.docs / "topics/letters.md")
    change(guide.docs / "topics/letters.md", "{#example}", "{#another}")
    lost = ["docs/ca/topics/fax.md", "docs/ca/topics/letters.md"]
    assert lost_paths(guide) == lost
    assert "former: [topics/mail]" in guide.lost()[1]
    # It goes on being so, however many commits there are.
    guide.commit()
    guide.page("phone", "Telèfon")
    guide.commit()
    assert lost_paths(guide) == lost
    change(guide.docs / "topics/letters.md", "{#rule}", "{#the-rule}")
    change(guide.docs / "topics/letters.md", "---\n", "---\nformer: topics/mail\nwithdrawn: topics/fax\n")
    assert [one.rpartition(": ")[2] for one in guide.lost()] == ["[rule]}", "[topics/mail#rule]}"]
    # Who asks the page of before for it is sent on to the page, and there to it.
    change(guide.docs / "topics/letters.md", "---\n", "---\nformer_sections: {the-rule: rule}\n")
    assert guide.lost() == []


def test_what_was_a_draft_or_before_the_guide_was_ready_is_not(guide: Repository) -> None:
    change(guide.docs / "topics/mail.md", "---\n", "---\nstatus: draft\n")
    change(guide.root / "data/institution.yml", "kind:", "preparing: yes\nkind:")
    guide.commit()
    (guide.docs / "topics/fax.md").unlink()
    guide.commit()
    change(guide.root / "data/institution.yml", "preparing: yes\n", "")
    guide.commit()
    (guide.docs / "topics/mail.md").unlink()
    guide.commit()
    assert guide.lost() == []


def test_what_others_have_not_seen_yet_is_not(guide: Repository) -> None:
    guide.commit()
    guide.git("update-ref", "refs/remotes/origin/main", "HEAD")
    guide.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    guide.page("new", "Nova")
    guide.commit()
    (guide.docs / "topics/new.md").unlink()
    (guide.docs / "topics/fax.md").unlink()
    guide.commit()
    assert lost_paths(guide) == ["docs/ca/topics/fax.md"]


def test_what_only_looks_like_a_section_was_not_published_where_the_site_says_what_was(guide: Repository) -> None:
    guide.commit()
    (guide.root / "published.json").write_text(
        '{"version": 1, "pages": {"ca": {"topics/fax": {"rule": ""}}}}', encoding="utf-8"
    )
    change(guide.docs / "topics/fax.md", "{#example}", "{#another}")
    assert guide.lost() == []


SITUATION = """
thanks:
  name: {ca: Agraïment}
  definition: {ca: Algú dona les gràcies.}
  action: watch
  owner: secretary
"""


def test_a_record_that_was_committed_and_is_gone_is_lost(guide: Repository) -> None:
    data = guide.root / "data/situations.yml"
    data.write_text(data.read_text("utf-8") + SITUATION, encoding="utf-8")
    terms = guide.root / "data/terms.yml"
    terms.write_text("post:\n  term: {ca: publicació}\n", encoding="utf-8")
    guide.commit()
    assert guide.lost() == []
    data.write_text(data.read_text("utf-8").replace("thanks:", "gratitude:"), encoding="utf-8")
    # A word that only the search had is in no page.
    terms.write_text("", encoding="utf-8")
    guide.git("rm", "--cached", "data/terms.yml", "--quiet")
    terms.unlink()
    assert guide.lost() == ["docs/ca/responses/index.md former_sections: {situation-gratitude: [situation-thanks]}"]
    # It goes on being so, however many commits there are.
    guide.commit()
    assert guide.lost() == ["docs/ca/responses/index.md withdrawn: [responses/index#situation-thanks]"]
    data.write_text(data.read_text("utf-8").partition("\ngratitude:")[0], encoding="utf-8")
    guide.commit()
    lost = ["docs/ca/responses/index.md withdrawn: [responses/index#situation-gratitude]"]
    assert guide.lost() == [*lost, "docs/ca/responses/index.md withdrawn: [responses/index#situation-thanks]"]
    page = guide.docs / "responses/index.md"
    text = page.read_text("utf-8")
    page.write_text(f"---\nwithdrawn: ['#situation-thanks', '#situation-gratitude']\n---\n{text}", encoding="utf-8")
    assert guide.lost() == []
