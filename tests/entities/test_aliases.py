"""A newsroom's own names: what its file may say, what records make of it, and every way to get it wrong."""

from pathlib import Path

import pytest

from extractors.entities.aliases import built_in, name_key, read_aliases
from extractors.entities.assemble import assemble
from extractors.entities.mentions import Context, Found
from extractors.entities.places import gazetteer
from extractors.errors import UsageError
from extractors.records import Entity
from extractors.text import Document
from extractors.text.clitics import pieces

OWN = """
person = [["ليلى الخطيب", "بنت الميناء"]]
organization = [["حركة الشروق", "الشروقيون"], ["التنظيم", "داعش"]]
place = [["سويسرا", "بلاد الساعات"]]
"""


def entities(text: str, names: list[tuple[str, str]], aliases: Path) -> list[Entity]:
    """The entities of a text of one sentence, with names of types found in it."""
    document = Document(text)
    context = Context(text, pieces(document, document.sentences[0]))
    found = []
    for type_, name in names:
        start = text.index(name)
        inside = [n for n, p in enumerate(context.pieces) if start <= p.start and p.end <= start + len(name)]
        found.append(Found(type_, inside[0], inside[-1] + 1, context))
    known = read_aliases(aliases)
    return [entity for _, group in assemble(found, gazetteer(known), [context], known) for entity in group]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_one_entity_for_all_its_names_called_by_the_first(own: Path) -> None:
    text = "قالت بنت الميناء إن ليلى الخطيب هي بنت ميناء أخرى"
    (only,) = entities(text, [("person", "بنت الميناء"), ("person", "ليلى الخطيب")], own)
    assert (only.name, only.count) == ("ليلى الخطيب", 2)


def test_spelling_and_article_do_not_matter(own: Path) -> None:
    text = "اجتمع شروقيون في حركه الشروق"
    (only,) = entities(text, [("organization", "شروقيون"), ("organization", "حركه الشروق")], own)
    assert (only.name, only.count) == ("حركة الشروق", 2)


def test_the_project_s_own_names_hold_too(own: Path) -> None:
    text = "داعش هو تنظيم الدولة الإسلامية"
    (only,) = entities(text, [("organization", "داعش"), ("organization", "تنظيم الدولة الإسلامية")], own)
    assert (only.name, only.count) == ("التنظيم", 2)


def test_a_name_of_a_country_is_linked_as_the_country(own: Path) -> None:
    (only,) = entities("سافر إلى بلاد الساعات أمس", [("place", "بلاد الساعات")], own)
    assert (only.name, only.country, only.latin) == ("سويسرا", "CH", "Switzerland")


def test_the_same_name_of_another_type_is_another(own: Path) -> None:
    found = entities("بنت الميناء في ليلى الخطيب", [("place", "بنت الميناء"), ("person", "ليلى الخطيب")], own)
    assert [entity.name for entity in found] == ["ليلى الخطيب", "بنت الميناء"]


def test_without_a_file_the_project_s_own_names_are_known() -> None:
    assert read_aliases(None) is built_in()
    assert built_in().identity(name_key("أمريكا"), "place") == "US"
    assert built_in().shown("US") is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"person = [[", "not TOML: "),
        (b"people = []", "unknown key 'people'; known are person, place, organization"),
        (b'person = "x"', "person is not a list of groups"),
        (b'person = [["a"]]', "person, group 1: a group has two names or more"),
        (b'person = [["a", "b"], "c"]', "person, group 2: a group has two names or more"),
        (b'person = [["a", 3]]', "person, group 1: 3 is not a name"),
        (b'person = [["a", "..."]]', "person, group 1: '...' is not a name"),
        (b'person = [["a", "b"], ["c", "B"]]', "'B' is in two groups of person"),
        ("person = [['a', 'é']]".encode("latin-1"), "not UTF-8 at byte 17"),
    ],
)
def test_a_bad_file_is_one_line_that_names_it(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read_aliases(path)
    assert str(caught.value).startswith(f"{path}: {said}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.toml: cannot be read: No such file"):
        read_aliases(tmp_path / "none.toml")
