"""Who holds which post where, in English sentences."""

from __future__ import annotations

import pytest

from tests.extract.reading import posts, read, relations

POSTS = {
    "before the name": (
        "UNESCO Director-General Mary Bloggs spoke.",
        {("Mary Bloggs", "Director-General", "UNESCO")},
    ),
    "of two fields": (
        "Example Labs’ research and development director Jane Roe and its chair and vice president Ann Poe left.",
        {
            ("Jane Roe", "research and development director", "Example Labs"),
            ("Ann Poe", "chair", ""),
            ("Ann Poe", "vice president", ""),
        },
    ),
    "a body and its head": (
        "Example Labs and its alleged leader Jane Roe were listed.",
        {("Jane Roe", "leader", "Example Labs")},
    ),
    "a list of guests": (
        "It was chaired by Mr. Kono Sampla, Vice-Minister for Ports, and Ms. Jane Roe, Commissioner for the Sea,"
        " European Commission.",
        {
            ("Kono Sampla", "Vice-Minister for Ports", ""),
            ("Jane Roe", "Commissioner for the Sea", "European Commission"),
        },
    ),
    "of a nation": (
        "John Doe, the European commissioner for ports, said so.",
        {("John Doe", "commissioner for ports", "")},
    ),
    "without a body": ("Security researcher Jane Roe spoke.", {("Jane Roe", "Security researcher", "")}),
    "several holders": (
        "Researchers Jane Roe and John Doe said it was over.",
        {("Jane Roe", "Researcher", ""), ("John Doe", "Researcher", "")},
    ),
    "the body's behind the name": (
        "Mary Bloggs, Microsoft's chief executive, spoke.",
        {("Mary Bloggs", "chief executive", "Microsoft")},
    ),
    "at the body behind the name": (
        "Jane Roe, a principal threat analyst at Example Labs, spoke.",
        {("Jane Roe", "principal threat analyst", "Example Labs")},
    ),
    "of a field at a body": (
        "John Doe, vice president of security research at Example Labs, said so.",
        {("John Doe", "vice president of security research", "Example Labs")},
    ),
    "two posts": (
        "John Doe, founder of Example Labs and CEO of Sample Holdings, said so.",
        {("John Doe", "founder", "Example Labs"), ("John Doe", "CEO", "Sample Holdings")},
    ),
    "a verb": (
        "Jane Roe is director of threat research at Example Labs.",
        {("Jane Roe", "director of threat research", "Example Labs")},
    ),
    "the company named before": (
        "Example Labs was sold. The company's CEO, Jane Roe, said it was a good day.",
        {("Jane Roe", "CEO", "Example Labs")},
    ),
    "one post, two people": (
        "CISA Director Jane Roe and John Doe met.",
        {("Jane Roe", "Director", "CISA")},
    ),
    "holds the post, in an aside": (
        "Jane Roe, who currently holds the post of deputy director for audits at the Office of Sample Affairs, spoke.",
        {("Jane Roe", "deputy director for audits", "Office of Sample Affairs")},
    ),
    "served, left and is now": (
        "Jane Roe, who served as acting Assistant Secretary of Defense for Cyber Policy at the Department of Samples,"
        " left in 2027 and is now Director of Data Governance at Google.",
        {
            ("Jane Roe", "acting Assistant Secretary of Defense for Cyber Policy", "Department of Samples"),
            ("Jane Roe", "Director of Data Governance", "Google"),
        },
    ),
    "on a body's staff": (
        "Jane Roe was Director for Cybersecurity Policy on the staff of the Sample Council.",
        {("Jane Roe", "Director for Cybersecurity Policy", "Sample Council")},
    ),
    "a body's own field of policy": (
        "Jane Roe spoke at the Bureau of Cyber Policy of which she is director.",
        set(),
    ),
    "joins a body as its": (
        "Jane Roe said goodbye on Friday and will join Google as its global head of audits.",
        {("Jane Roe", "global head of audits", "Google")},
    ),
    "left a post": (
        "Jane Roe, another official, left her position as Microsoft security adviser.",
        {("Jane Roe", "security adviser", "Microsoft")},
    ),
    "stepped down, with no successor": (
        "Jane Roe stepped down as director of CISA after John Doe spoke.",
        {("Jane Roe", "director", "CISA")},
    ),
    "succeeds somebody": (
        "Jane Roe will succeed John Doe as president of Sample University.",
        {("Jane Roe", "president", "Sample University")},
    ),
    "was given its post by a body": (
        "Example Labs named Jane Roe its new chief executive.",
        {("Jane Roe", "chief executive", "Example Labs")},
    ),
    "was named as a victim, no post": ("Police named Jane Roe as the victim.", set()),
    "one post at two bodies": (
        "Jane Roe, the chair of Example Labs and Sample Holdings, agreed.",
        {("Jane Roe", "chair", "Example Labs"), ("Jane Roe", "chair", "Sample Holdings")},
    ),
    "a body and another's people": (
        "Jane Roe, a researcher at Example Labs and Sample Labs researchers agreed.",
        {("Jane Roe", "researcher", "Example Labs")},
    ),
    "of a republic, before the name": (
        "The president of the United States, Jane Roe, spoke.",
        {("Jane Roe", "president", "")},
    ),
    "of a unit without a name, with a hyphen": (
        "Ex-deputy director of the NSA’s audit center, Jane Roe, spoke.",
        {("Jane Roe", "deputy director", "NSA")},
    ),
    "whom somebody appointed": (
        "Jane Roe, whom John Doe appointed to the post of national security adviser, worked at the NSA.",
        {("Jane Roe", "national security adviser", "")},
    ),
    "two posts, one in an aside": (
        "Jane Roe, who recently served as policy lead for Example Labs, is head of firm resilience at Microsoft.",
        {("Jane Roe", "policy lead", "Example Labs"), ("Jane Roe", "head of firm resilience", "Microsoft")},
    ),
    "a post with more words before it": (
        "Jane Roe is a well-known security and privacy researcher who left.",
        {("Jane Roe", "privacy researcher", "")},
    ),
    "posts for fields, of two people": (
        "Estonian Minister of Ports and Information Technology Jane Roe and Minister of Home Affairs and Minister for"
        " Cyber Security Mary Bloggs spoke.",
        {
            ("Jane Roe", "Minister of Ports and Information Technology", ""),
            ("Mary Bloggs", "Minister of Home Affairs", ""),
            ("Mary Bloggs", "Minister for Cyber Security", ""),
        },
    ),
    "under a president": (
        "Jane Roe, the CIO of the EPA under President John Doe, spoke.",
        {("Jane Roe", "CIO", "EPA"), ("John Doe", "President", "")},
    ),
    "an under secretary": (
        "Under Secretary Jane Roe spoke.",
        {("Jane Roe", "Under Secretary", "")},
    ),
    "a post to come, behind an aside": (
        "Jane Roe, who joined them in May after years at Microsoft, will serve as acting director until June.",
        {("Jane Roe", "acting director", "")},
    ),
    "a fan is no post": ("Jane Roe is a fan of director John Doe.", {("John Doe", "director", "")}),
    "then with a hyphen": (
        "It began when then-national security advisor Jane Roe spoke.",
        {("Jane Roe", "national security advisor", "")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), POSTS.values(), ids=POSTS)
def test_posts(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert posts(read(text, language="en")) == expected


def test_a_former_post_is_no_affiliation() -> None:
    found = relations(read("Former CISA Director Jane Roe spoke.", language="en"))
    assert found == set()
    assert relations(read("Jane Roe resigned as director of CISA.", language="en")) == set()
    assert relations(read("Jane Roe, who was previously director of CISA, spoke.", language="en")) == set()
    assert relations(read("Jane Roe is director of CISA.", language="en")) == {"Jane Roe affiliation CISA"}


def test_a_name_behind_a_body_belongs_to_it() -> None:
    found = relations(read("Example Labs’ Jane Roe told reporters that it was over.", language="en"))
    assert found == {"Jane Roe affiliation Example Labs"}


def test_a_later_post_and_the_inner_of_two_bodies() -> None:
    reading = read(
        "Jane Roe, the former chief executive of Google and now a professor at Harvard University’s Example School of"
        " Government, agreed.",
        language="en",
    )
    assert posts(reading) == {
        ("Jane Roe", "chief executive", "Google"),
        ("Jane Roe", "professor", "Example School of Government"),
    }
    assert relations(reading) == {
        "Jane Roe affiliation Example School of Government",
        "Example School of Government subOrganizationOf Harvard University",
    }


def test_a_post_at_a_country_s_body() -> None:
    reading = read("Jane Roe, a spokesperson for U.S. cybersecurity agency CISA, agreed.", language="en")
    assert ("Jane Roe", "spokesperson", "CISA") in posts(reading)
