"""Reports, laws and events in English sentences."""

from __future__ import annotations

import pytest

from kg.model import Kind
from tests.extract.reading import entities, read

REPORT, LAW, EVENT = "Report", "Legislation", "Event"

SENTENCES = {
    "a year before a report": ("It is in the 2029 Example Economy Report.", [(REPORT, "2029 Example Economy Report")]),
    "a year behind an index": (
        "The Global Example Index 2030 names ten leaders.",
        [(REPORT, "Global Example Index 2030")],
    ),
    "a title in quotation marks": (
        "Exampla issued a report titled “Measuring the Unmeasured: Facts 2030.”",
        [(REPORT, "Measuring the Unmeasured: Facts 2030")],
    ),
    "a small word for a report behind its name": (
        "We read the Sample Threat Landscape (STL) report again.",
        [(REPORT, "Sample Threat Landscape")],
    ),
    "an act with and": ("It breaks the Sample Fraud and Abuse Act.", [(LAW, "Sample Fraud and Abuse Act")]),
    "two acts": (
        "It breaks the Sample Services Act (SSA) and the Sample Markets Act, and the SSA is new.",
        [(LAW, "Sample Services Act"), (LAW, "Sample Markets Act")],
    ),
    "acts in a list, whose first word the text has in small": (
        "It speaks of cyber crimes.\nCyber Incident Sample Act (CISAM)\nThe cyber Incident Sample Act is new.",
        [(LAW, "Cyber Incident Sample Act"), (LAW, "Incident Sample Act")],
    ),
    "what a title is": (
        "“Sample Facts: Focus on Ports” is a new publication. “Nobody knows” is a good answer.",
        [(REPORT, "Sample Facts: Focus on Ports")],
    ),
    "a body's conference": (
        "They met at the Fourth United Nations Conference on Sample Ports.",
        [(EVENT, "Fourth United Nations Conference on Sample Ports")],
    ),
    "an order by its number": ("Executive Order 12345 was signed.", [(LAW, "Executive Order 12345")]),
    "a regulation by its letters": ("Firms must follow the GDPR.", [(LAW, "GDPR")]),
    "a convention against something": (
        "States signed the Convention against Example Crime.",
        [(LAW, "Convention against Example Crime")],
    ),
    "a conference with its year": (
        "They met at the Sample Security Conference 2030.",
        [(EVENT, "Sample Security Conference 2030")],
    ),
    "a conference in one word": ("SampleCon 2030 opens soon.", [(EVENT, "SampleCon 2030")]),
    "an operation": ("Police called it Operation Broken Sample.", [(EVENT, "Operation Broken Sample")]),
    "an election": (
        "It came before the 2028 presidential election.",
        [(EVENT, "2028 presidential election")],
    ),
    "the second meeting of a body": (
        "The second ministerial meeting of the Sample Ports Council was held; the third meeting of the day was not.",
        [(EVENT, "second ministerial meeting of the Sample Ports Council")],
    ),
    "a meeting of a known body": (
        "It was told to the OECD Ministerial Council Meeting and to an OECD Meeting.",
        [(EVENT, "OECD Ministerial Council Meeting")],
    ),
    "a center for a strategy is no law": ("The National Center of Port Readiness and Strategy met.", []),
    "a law behind an opening word": (
        "Recent General Ports Protection Regulation rulings differ.",
        [(LAW, "General Ports Protection Regulation")],
    ),
    "a press conference has no name": ("She spoke at a Press Conference.", []),
    "a report without a name": ("The Report says so, and a new report says more.", []),
    "a protocol is no law": ("It speaks the Remote Sample Protocol and VS Code.", []),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_works_and_events(text: str, expected: list[tuple[str, str]]) -> None:
    found = entities(read(text, language="en"), Kind.REPORT, Kind.LEGISLATION, Kind.WORK, Kind.EVENT)
    assert found == expected


def test_a_year_tells_editions_of_an_event_apart() -> None:
    reading = read("They met at the Sample Security Conference 2030.", language="en")
    (event,) = [draft for draft in reading.drafts.values() if draft.kind == Kind.EVENT]
    assert event.qualifier == "2030"


def test_a_con_before_its_class_is_an_event() -> None:
    found = entities(read("They met at the EXAMPLEcon security conference, and had bacon.", language="en"), Kind.EVENT)
    assert found == [("Event", "EXAMPLEcon")]
