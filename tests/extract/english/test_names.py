"""People, organizations and places in English sentences, with all that each names."""

from __future__ import annotations

import pytest

from kg.model import Kind
from tests.extract.reading import entities, read

PERSON, BODY, PLACE = "Person", "Organization", "Place"

SENTENCES = {
    "a title before a name": (
        "Security researcher Jane Roe found the flaw in Germany.",
        {(PERSON, "Jane Roe"), (PLACE, "Germany")},
    ),
    "a body, a title, a name": (
        "UNESCO Director-General Mary Bloggs and Deputy Attorney General John Q. Doe met in Geneva.",
        {(BODY, "UNESCO"), (PERSON, "Mary Bloggs"), (PERSON, "John Q. Doe"), (PLACE, "Geneva")},
    ),
    "small words inside a name": (
        "President Maria von der Heide visited Brussels.",
        {(PERSON, "Maria von der Heide"), (PLACE, "Brussels")},
    ),
    "a surname later in the text": (
        "Economist Jane Roe disagreed. Roe said the index was wrong.",
        {(PERSON, "Jane Roe")},
    ),
    "a middle initial is the same person": (
        "Deputy director Jane Q. Roe left. “I am sorry to go,” said Jane Roe.",
        {(PERSON, "Jane Q. Roe")},
    ),
    "a class in capitals before a name": (
        "Users of the Ukrainian ISP TRIXNET went offline.",
        {(BODY, "TRIXNET")},
    ),
    "letters in the plural are a class": (
        "CVEs said nothing, ISPs said less.",
        set(),
    ),
    "companies behind a dash, with notes": (
        "It moved to three large companies — Exampla (AS1), Microsoft (AS2), and Foobaria (AS3).",
        {(BODY, "Exampla"), (BODY, "Microsoft"), (BODY, "Foobaria")},
    ),
    "a body of a country's name that is no place": (
        "Services Australia did not respond to a request for comment.",
        {(BODY, "Services Australia")},
    ),
    "a person of a body": (
        "Google told Microsoft’s Doug Roeman that the flaw was fixed. Roeman said it was not.",
        {(BODY, "Google"), (BODY, "Microsoft"), (PERSON, "Doug Roeman")},
    ),
    "a person by the post behind the name": (
        "Krebs heard from Guillaumette Valadonne, a researcher with Google. Valadonne said it was bad.",
        {(PERSON, "Guillaumette Valadonne"), (BODY, "Google")},
    ),
    "a genitive that opens a name": (
        "A unit of the People’s Sample Army met the people’s council.",
        {(BODY, "People’s Sample Army")},
    ),
    "a group that is advanced and persistent": (
        "It was linked to the group Exampla Advanced Persistent Threat (APT).",
        {(BODY, "Exampla")},
    ),
    "a unit by its number": ("Hackers of Unit 12345 met. They left Unit 3.", {(BODY, "Unit 12345")}),
    "officials of a head of state": ("Trump officials met Example Labs officials.", {(BODY, "Example Labs")}),
    "in partnership with": (
        "Example Labs, in partnership with Exampla, counted hosts with Foobaria.",
        {(BODY, "Example Labs"), (BODY, "Exampla")},
    ),
    "four names": (
        "“It is bad for us,” explained Tomas Karl Maria Sample, a director at Example Labs.",
        {(PERSON, "Tomas Karl Maria Sample"), (BODY, "Example Labs")},
    ),
    "a patronymic": ("They named the maker, Ihor Petrovich Sample.", {(PERSON, "Ihor Petrovich Sample")}),
    "a state’s department": (
        "The California Department of Transportation wrote to the U.S. Department of Transportation.",
        {(BODY, "California Department of Transportation"), (BODY, "U.S. Department of Transportation")},
    ),
    "letters of a class": (
        "Of the data protection authorities (DPAs), the Hamburg DPA and the Austrian DPA answered; the DPA of others"
        " did not.",
        {(BODY, "Hamburg DPA"), (BODY, "Austrian DPA")},
    ),
    "listed before a class": (
        "They wrote to Samplia, Exampla and the port operator Example Holdings.",
        {(BODY, "Samplia"), (BODY, "Exampla"), (BODY, "Example Holdings")},
    ),
    "dollars are no place": ("Example Labs lost €9 million (U.S. $11 million).", {(BODY, "Example Labs")}),
    "a word that a space was lost in": (
        "The tool Samplia is new. Sampliawas announced by Example Labs.",
        {(BODY, "Example Labs")},
    ),
    "after an honorific": (
        "It was led by Mr. Kono Sampla and Rep. Lamar Exampla.",
        {(PERSON, "Kono Sampla"), (PERSON, "Lamar Exampla")},
    ),
    "an office of a post": (
        "The U.K. Information Commissioner’s Office wrote of the Commissioner’s view.",
        {(BODY, "U.K. Information Commissioner’s Office")},
    ),
    "of two sides": (
        "The EU-Japan Center for Port Cooperation met; EU-backed firms did not.",
        {(BODY, "EU-Japan Center for Port Cooperation"), (BODY, "EU")},
    ),
    "letters say how far a name goes": (
        "The National Center of Port Readiness and Strategy for Canals (NPSC) met.",
        {(BODY, "National Center of Port Readiness and Strategy for Canals")},
    ),
    "a group of two words in one": (
        "Codenamed NineSparrow, this new gang is old. Victims of the TwoGoblin group met in the ThreeLake app.",
        {(BODY, "NineSparrow"), (BODY, "TwoGoblin")},
    ),
    "a person of a platform": (
        "Benjamin Sample of Open Ports, a tech platform for sailors, left.",
        {(PERSON, "Benjamin Sample"), (BODY, "Open Ports")},
    ),
    "cameras are no broadcaster": ("It shows images from CCTV footage.", set()),
    "a party before a name": ("It was led by Republican Durrell Sample.", {(PERSON, "Durrell Sample")}),
    "a committee on two things": (
        "The House Ports and Canal Reform Committee met.",
        {(BODY, "House Ports and Canal Reform Committee")},
    ),
    "a protocol is no body": (
        "Remote Desktop Protocol files connect. They use the Remote Desktop Protocol.",
        set(),
    ),
    "a gang": (
        "The attack was the work of the Exampla ransomware gang.",
        {(BODY, "Exampla")},
    ),
    "malware is no gang": (
        "The attack was the work of the Exampla ransomware.",
        set(),
    ),
    "a place the model sees and the text shows": (
        "It went dark in the siege of Mariupol.",
        {(PLACE, "Mariupol")},
    ),
    "a class of bodies before a name": (
        "The flaw was found by the security consultancy Exampla.",
        {(BODY, "Exampla")},
    ),
    "a verb of saying behind a name": (
        "Attackers use Exampla servers, but Exampla said the flaw was fixed.",
        {(BODY, "Exampla")},
    ),
    "an apposition": (
        "Exampla, a cybersecurity company in Texas, was sold.",
        {(BODY, "Exampla"), (PLACE, "Texas")},
    ),
    "words that name a body by themselves": (
        "The Ministry of Digital Affairs and the Freedonia Data Protection Authority agreed.",
        {(BODY, "Ministry of Digital Affairs"), (BODY, "Freedonia Data Protection Authority")},
    ),
    "two bodies joined": (
        "It was written by the Ministry of Justice of Japan and Sample University.",
        {(BODY, "Ministry of Justice of Japan"), (BODY, "Sample University")},
    ),
    "a list inside a body's name": (
        "She chairs the Trade, Research and Energy Committee.",
        {(BODY, "Trade, Research and Energy Committee")},
    ),
    "a list behind a class of bodies": (
        "The breach hit companies including Exampla, Samplex and Testify.",
        {(BODY, "Exampla"), (BODY, "Samplex"), (BODY, "Testify")},
    ),
    "letters in brackets": (
        "The Example Telecommunication Union (ETU) met. ETU said the vote was close.",
        {(BODY, "Example Telecommunication Union")},
    ),
    "a town before its country": (
        "The firm was founded in Exampleville, California.",
        {(PLACE, "Exampleville"), (PLACE, "California")},
    ),
    "technologies are no bodies": (
        "The LLM sends DNS and HTTPS requests over SMB, and the API returns JSON on Windows and Linux.",
        set(),
    ),
    "products are no bodies": (
        "Victims use Google Workspace, Microsoft Azure and Google Chrome.",
        set(),
    ),
    "a site is no body in a post on it": (
        "Her LinkedIn post was read on GitHub and in a Telegram channel.",
        set(),
    ),
    "nationalities are no places": (
        "Chinese and Russian officials met American researchers.",
        set(),
    ),
    "an ordinary word opens the sentence": (
        "Cybersecurity researchers disclosed a flaw. Officials warned users.",
        set(),
    ),
    "malware is nobody": (
        "The Yokel backdoor and Mirage Stealer spread by mail.",
        set(),
    ),
    "a body of the register whose name looks like a person's": (
        "Red Hat said it was sorry. Morgan Stanley wrote to it.",
        {(BODY, "Red Hat"), (BODY, "Morgan Stanley")},
    ),
    "what may be a body, listed with bodies": (
        "Cisco, Mozilla and Oracle ship updates more often.",
        {(BODY, "Cisco"), (BODY, "Mozilla"), (BODY, "Oracle")},
    ),
    "a government called by its head": (
        "The Trump administration ended it, and the Windows administration console is slow.",
        {(BODY, "Trump administration")},
    ),
    "a field is no body": (
        "She was Director for Cybersecurity Policy until May, and is at the Ministry of Foreign Affairs.",
        {(BODY, "Ministry of Foreign Affairs")},
    ),
    "a committee of a chamber, and who chairs it": (
        "Senate Audit Committee Chair Jane Roe left.",
        {(BODY, "Senate"), (BODY, "Senate Audit Committee"), (PERSON, "Jane Roe")},
    ),
    "posts for fields before names": (
        "Estonian Minister of Entrepreneurship and Information Technology Kristjan Järvan and Australian Minister for"
        " Cyber Security Clare O'Neil spoke.",
        {(PERSON, "Kristjan Järvan"), (PERSON, "Clare O'Neil")},
    ),
    "who did so, between commas": (
        "Kemba Eneas Roeman, who joined Google in May, left. Sample Holdings, who knows why, closed.",
        {(PERSON, "Kemba Eneas Roeman"), (BODY, "Google"), (BODY, "Sample Holdings")},
    ),
    "who made a study": ("It was conducted by Exampla, and written by hand.", {(BODY, "Exampla")}),
    "a person's team": ("He was asked to leave by Trumpo’s transition team.", set()),
    "a word that opens a sentence behind a quotation": ("It was a “game.” She said so.", set()),
    "bodies that go by their sites": (
        "She called researcher John Doe of ExampleNews.net, and sample.us, a company that counts hosts, agreed.",
        {(PERSON, "John Doe"), (BODY, "ExampleNews.net"), (BODY, "sample.us")},
    ),
    "an address is nobody": ("Files went to evil-sample.com and to www.sample.net, via https://sample.org/a.", set()),
    "a nickname inside a name": (
        "On Monday John Q. “Jack” Roeman left, and Roeman’s “Broken Port” ended.",
        {(PERSON, "John Q. “Jack” Roeman")},
    ),
    "a body without its name behind one with it": (
        "Negotiators of the Council of Freedonia and Parliament met.",
        {(BODY, "Council of Freedonia")},
    ),
    "letters in quotation marks stand for words": (
        "Some records say “CAC,” short for common access card.",
        set(),
    ),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_names(text: str, expected: set[tuple[str, str]]) -> None:
    found = entities(read(text, language="en"), Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE)
    assert set(found) == expected
    assert len(found) == len(expected)


def test_acronym_is_another_name_of_the_same_body() -> None:
    reading = read("The Example Telecommunication Union (ETU) met. ETU said the vote was close.", language="en")
    (body,) = [draft for draft in reading.drafts.values() if draft.kind == Kind.ORGANIZATION]
    assert [name.text for name in body.names] == ["Example Telecommunication Union", "ETU"]


def test_names_behind_aka_are_other_names() -> None:
    reading = read("The ransomware gang Examplarians (aka Samplers and TestCrew) said it was over.", language="en")
    (body,) = [draft for draft in reading.drafts.values() if draft.kind == Kind.ORGANIZATION]
    assert [name.text for name in body.names] == ["Examplarians", "Samplers", "TestCrew"]
