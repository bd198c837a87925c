"""Who says what in English paragraphs."""

from __future__ import annotations

import pytest

from tests.extract.reading import circumstances, claims, read

CLAIMS = {
    "reported": ("Example Labs said the flaw was fixed.", [("Example Labs", "the flaw was fixed.")]),
    "reported with that": (
        "The Example Foundation noted that most hosts are exposed.",
        [("Example Foundation", "most hosts are exposed.")],
    ),
    "quotation first": (
        '"Most of the hosts are exposed," Example Labs said.',
        [("Example Labs", "Most of the hosts are exposed")],
    ),
    "verb before speaker": (
        "“Most of the hosts are exposed,” said Jane Roe, a researcher at Example Labs.",
        [("Jane Roe", "Most of the hosts are exposed")],
    ),
    "two speakers": (
        "“Most of the hosts are exposed,” researchers Jane Roe and John Doe added.",
        [("Jane Roe,John Doe", "Most of the hosts are exposed")],
    ),
    "split quotation": (
        "“Most of the hosts are exposed,” said Jane Roe, a researcher at Example Labs. “That is bad. It is worse.”",
        [("Jane Roe", "Most of the hosts are exposed. That is bad. It is worse.")],
    ),
    "straight marks over two sentences": (
        '"Tools change the game. They always have," Example Labs said.',
        [("Example Labs", "Tools change the game. They always have")],
    ),
    "a clause without that": (
        "In July, Example Labs acknowledged its servers were to blame.",
        [("Example Labs", "its servers were to blame.")],
    ),
    "a noun is no clause": ("Example Labs acknowledged the mistake that its servers have made.", []),
    "a noun with a clause behind it is none either": ("Example Labs disclosed a breach it had suffered.", []),
    "did so, and said": (
        "Example Labs closed the hole in a day, but said there was no danger to anybody.",
        [("Example Labs", "there was no danger to anybody.")],
    ),
    "told, at the end": (
        "The tools are the same as ever, Example Labs co-founder Jane Roe told the Exampleshire Times.",
        [("Jane Roe", "The tools are the same as ever")],
    ),
    "words first, and another sentence": (
        "Most of the hosts are exposed to anybody, Example Labs found. They run old software.",
        [("Example Labs", "Most of the hosts are exposed to anybody")],
    ),
    "according to people who said more": (
        "The method was rather clever, according to Example Labs, who saw it first.",
        [("Example Labs", "The method was rather clever")],
    ),
    "what is said has commas": (
        "According to Example Labs, the flaw was fixed in a day, a record for the firm.",
        [("Example Labs", "the flaw was fixed in a day, a record for the firm.")],
    ),
    "a class of companies": (
        "Example Labs lost its keys. “We are aware of these claims,” the embattled software giant said.",
        [("Example Labs", "We are aware of these claims")],
    ),
    "researchers open the sentence": (
        "Researchers at Example Labs, a company that counts hosts, found that most are exposed.",
        [("Example Labs", "most are exposed.")],
    ),
    "did so, adding that": (
        "Example Labs denied all of it, adding that the flaw was fixed.",
        [("Example Labs", "the flaw was fixed.")],
    ),
    "what a warning is about is not what is said": ("Example Labs has warned of a new set of attacks.", []),
    "questions are answered, not said": (
        "CISA has not responded to questions about the length of the exposure and about the keys that were in it, but"
        " Jane Roe said the files were made in May.",
        [("Jane Roe", "the files were made in May.")],
    ),
    "researchers at a firm of a kind": (
        "Researchers at cybersecurity firm Exampla have revealed that they helped victims for years.",
        [("Exampla", "they helped victims for years.")],
    ),
    "a tech giant is no hacking group": (
        "Microsoft warned of it. APT29 used mail. “We seized the domains they had,” the tech giant said.",
        [("Microsoft", "We seized the domains they had")],
    ),
    "a mister": (
        "Reached for comment, Mr. John Doe said he did not write it.",
        [("John Doe", "he did not write it.")],
    ),
    "of a larger body": (
        "According to Google-owned Mandiant, which tracks the group, the threat actor is known for theft.",
        [("Mandiant", "the threat actor is known for theft.")],
    ),
    "the agency is not the company": (
        "Yesterday, CISA added the flaw to its list, and Microsoft fixed it. Microsoft said no more. “Such flaws are"
        " common,” the cybersecurity agency noted.",
        [("CISA", "Such flaws are common")],
    ),
    "the company is not the agency": (
        "Kaspersky warned its customers. The FBI declined to comment. “We are aware of these claims,” the company said.",
        [("Kaspersky", "We are aware of these claims")],
    ),
    "a long adverbial first": (
        "In response to questions about the method the agent had used and about the files that it wrote while it was at"
        " work, Example Labs said it had no more to tell.",
        [("Example Labs", "it had no more to tell.")],
    ),
    "quotation behind a colon": (
        "Jane Roe, a researcher, stressed the need for haste: “We must act now. We really must.”",
        [("Jane Roe", "We must act now. We really must.")],
    ),
    "told somebody": (
        "Example Labs told reporters that the flaw was fixed.",
        [("Example Labs", "the flaw was fixed.")],
    ),
    "according to": (
        "According to a report published by Example Labs this week, most hosts are exposed.",
        [("Example Labs", "most hosts are exposed.")],
    ),
    "according to, last": (
        "Most of the hosts on the network are exposed, according to Example Labs.",
        [("Example Labs", "Most of the hosts on the network are exposed")],
    ),
    "inserted": (
        "The flaw, Example Labs said, was fixed in a day.",
        [("Example Labs", "The flaw was fixed in a day.")],
    ),
    "somebody of a body": (
        "“We are aware of these claims,” a spokesperson for Example Labs said.",
        [("Example Labs", "We are aware of these claims")],
    ),
    "she": (
        "Jane Roe, a researcher, spoke first. “It was expected by all,” she said.",
        [("Jane Roe", "It was expected by all")],
    ),
    "the company": (
        "Example Labs confirmed the breach. “We are aware of these claims,” the company said.",
        [("Example Labs", "We are aware of these claims")],
    ),
    "the report": (
        "The Global Example Index 2030 is out. The report underscores that ten countries lead.",
        [("Global Example Index 2030", "ten countries lead.")],
    ),
    "a surname": (
        "Economist Jane Roe left early. Roe said that the numbers were wrong.",
        [("Jane Roe", "the numbers were wrong.")],
    ),
    "a paragraph that goes on": (
        "“We are aware of these claims,” Example Labs said.\n“We take them very seriously.”",
        [("Example Labs", "We are aware of these claims"), ("Example Labs", "We take them very seriously.")],
    ),
    "it, the body that the sentence before is about": (
        "Example Labs fixed the flaw. It added that nobody was hurt by it.",
        [("Example Labs", "nobody was hurt by it.")],
    ),
    "it, the body of the clause before": (
        "When Microsoft fixed the flaw, it said that nobody was hurt.",
        [("Microsoft", "nobody was hurt.")],
    ),
    "it, who spoke": (
        "“We are aware of these claims,” Google said. It added that the flaw was fixed. “We work on it,” it said.",
        [
            ("Google", "We are aware of these claims"),
            ("Google", "the flaw was fixed."),
            ("Google", "We work on it"),
        ],
    ),
    "it is no person": ("Jane Roe fixed the flaw. It said that nobody was hurt by it.", []),
    "it is said": ("Example Labs fixed the flaw. It is said that nobody was hurt by it.", []),
    "as somebody noted": (
        "As cybersecurity company Tenable noted, the gang “held a contest on a forum.”",
        [("Tenable", "the gang “held a contest on a forum.”")],
    ),
    "as somebody did": ("As Tenable and others grew, the gang held a contest on a forum.", []),
    "was led to warn": (
        "The wave prompted Example Labs director Jane Roe to warn that more attacks will come.",
        [("Jane Roe", "more attacks will come.")],
    ),
    "was led to warn somebody": ("The wave prompted Example Labs to warn its customers about more attacks.", []),
    "a government is no agency": (
        "The Roe administration said help was near. The agency said the servers were old.",
        [("Roe administration", "help was near.")],
    ),
    "an agency is, by that name too": (
        "The Sample Highway Safety Administration said roads were closed. The agency said they would reopen.",
        [
            ("Sample Highway Safety Administration", "roads were closed."),
            ("Sample Highway Safety Administration", "they would reopen."),
        ],
    ),
    "a law": (
        "The Sample Markets Act is near. The bill states, among other things, that makers must provide support.",
        [("Sample Markets Act", "makers must provide support.")],
    ),
    "a nation's minister behind a quotation": (
        '"This is a great step for all of us," Freedonian Prime Minister Jane Roe said.\n'
        '"This is a great day for all of us," British Prime Minister Mary Bloggs said.',
        [("Jane Roe", "This is a great step for all of us"), ("Mary Bloggs", "This is a great day for all of us")],
    ),
    "somebody of a kind": (
        "Respected and influential cybersecurity veteran Jane Roe announced on Monday that she is leaving.",
        [("Jane Roe", "she is leaving.")],
    ),
    "people of a body of a kind are not the body": ("Users of search giant Google said the flaw was old.", []),
    "a nation's body of a kind": (
        "The Russian search giant Yandex reports this account belongs to a man.",
        [("Yandex", "this account belongs to a man.")],
    ),
    "researchers nobody has named": (
        "Example Labs said it was sorry for this. Who did it could not be told, researchers said.",
        [("Example Labs", "it was sorry for this.")],
    ),
    "researchers of a body": (
        "Researchers at Example Labs said it was old news. Who did it could not be told, researchers said.",
        [("Example Labs", "it was old news."), ("Example Labs", "Who did it could not be told")],
    ),
    "an aside before a participle": (
        "Google, in a report published in May, took its time, stating it observed the gang.",
        [("Google", "it observed the gang.")],
    ),
    "a long sentence's second half": (
        "Example Labs has not shared any details about the size of the breach, and while thanking everybody for the"
        " alarm that they raised, it has claimed that they were wrong.",
        [("Example Labs", "they were wrong.")],
    ),
    "she, behind a title": (
        "Jane Roe spoke first. In a statement, CISA Director Mary Bloggs praised the bill. She said nobody was hurt.",
        [("Mary Bloggs", "nobody was hurt.")],
    ),
    "marks that do not match": (
        '“We must act now and not later," Jane Roe (D-Mich.), who wrote it with John Doe, said. “We really must,” she'
        " added.",
        [("Jane Roe", "We must act now and not later"), ("Jane Roe", "We really must")],
    ),
    "a heading in quotation marks is not said": (
        "“We are aware of these claims,” Example Labs said.\n“Third-party referee”",
        [("Example Labs", "We are aware of these claims")],
    ),
    "a reason in passing": (
        "They sold little of it, because Example Labs claimed it was too good for anybody.",
        [("Example Labs", "it was too good for anybody.")],
    ),
    "the body with the word in its name": (
        "The European Parliament met. The Commission proposes that reports be sent to ENISA. The European Commission left.",
        [("European Commission", "reports be sent to ENISA.")],
    ),
    "no body with the word in its name": ("The European Parliament met. The Commission said that nobody was hurt.", []),
    "a body that goes by its site": (
        "According to Example-News.net, nobody was hurt by it. “They played me all of the time,” admitted Example-News.net.",
        [
            ("Example-News.net", "nobody was hurt by it."),
            ("Example-News.net", "They played me all of the time"),
        ],
    ),
    "one verb after the other": (
        "Two months later, after they had told Example Labs, Example Labs responded, closed the hole and said it was"
        " thankful to everybody.",
        [("Example Labs", "it was thankful to everybody.")],
    ),
    "as somebody said": (
        "“It works by placing a call,” as Example Labs lawyer Jane Roe said during the trial.",
        [("Jane Roe", "It works by placing a call")],
    ),
    "a post that points back": (
        "Example Labs lawyer Jane Roe said the flaw was old. The lawyer explained that the firm had built a server.",
        [("Jane Roe", "the flaw was old."), ("Jane Roe", "the firm had built a server.")],
    ),
    "by a post of two fields": (
        "The firm went on for years, according to Example Labs’ research and development director Jane Roe.",
        [("Jane Roe", "The firm went on for years")],
    ),
    "accused of doing so": (
        "Example Labs accused Sample Holdings of hacking more than 400 of its users.",
        [("Example Labs", "Sample Holdings of hacking more than 400 of its users.")],
    ),
    "accused of a thing": ("Example Labs accused Sample Holdings of treason.", []),
    "saying something": (
        "Jane Roe of Example Labs confirmed this, saying the “one exception” was made for a show.",
        [("Jane Roe", "the “one exception” was made for a show.")],
    ),
    "saying nothing": ("Jane Roe of Example Labs shut the door, saying nothing about the flaw.", []),
    "announced as a detail": (
        "Jane Roe of Example Labs disclosed a small but notable detail: they have some hundred people.",
        [("Jane Roe", "they have some hundred people.")],
    ),
    "a statement reads": (
        "“After we read the report, we closed it,” Example Labs’ statement reads. “We are thankful.”",
        [("Example Labs", "After we read the report, we closed it. We are thankful.")],
    ),
    "told a paper with its article": (
        "Jane Roe of Example Labs counts hosts. “It is as if nothing has happened,” she told The Sample Record.",
        [("Jane Roe", "It is as if nothing has happened")],
    ),
    "in a year that": (
        "Example Labs claimed in 2029 that most hosts were exposed.",
        [("Example Labs", "most hosts were exposed.")],
    ),
    "on a day announced": (
        "Example Labs on Tuesday announced that it was closing down.",
        [("Example Labs", "it was closing down.")],
    ),
    "she of the second clause": (
        "Example Labs director Ann Poe apologized, and chairwoman Jane Roe blamed others. “We did what we could,” she"
        " said.",
        [("Jane Roe", "We did what we could")],
    ),
    "she of a list": (
        "Example Labs director Ann Poe, John Doe, and Jane Roe met. “We did what we could,” she said.",
        [("Ann Poe", "We did what we could")],
    ),
    "what is conceded ends where the sentence turns": (
        "Although Jane Roe testified that the breach was an old one, Example Labs still looks for others.",
        [("Jane Roe", "the breach was an old one")],
    ),
    "what follows a concession is said": (
        "Although Example Labs said it was late, Sample Holdings confirmed that the flaw was fixed.",
        [("Sample Holdings", "the flaw was fixed.")],
    ),
    "what the speaker is": (
        "The true figure may be much higher, according to Jane Roe, Example Labs’ Director of Strategic Threats.",
        [("Jane Roe", "The true figure may be much higher")],
    ),
    "a clause behind an inserted speaker": (
        "Late in the day, according to Example Labs, the director of it left.",
        [("Example Labs", "Late in the day the director of it left.")],
    ),
    "its website": (
        "Example Labs counts hosts in all towns with many helpers, according to its website.",
        [("Example Labs", "Example Labs counts hosts in all towns with many helpers")],
    ),
    "the two": (
        "Sens. Jane Roe (D-Ore.) and Ann Poe (D-Mo.) went on. “We have asked for such laws,” the two wrote.",
        [("Jane Roe,Ann Poe", "We have asked for such laws")],
    ),
    "spaces that were lost": (
        "It lay on the hosts of the firm.Example Labs said the files were old. “It is bad for us,” saidJane Roe, a"
        " researcher at Sample Holdings.",
        [("Example Labs", "the files were old."), ("Jane Roe", "It is bad for us")],
    ),
    "which said": (
        "It was found by security firm Example Labs, which said it has seen such things since 2019.",
        [("Example Labs", "it has seen such things since 2019.")],
    ),
    "in which she contended": (
        "Commissioner Jane Roe wrote an opinion in which she contended, among other things, that it does little.",
        [("Jane Roe", "it does little.")],
    ),
    "nobody whose name opens a quotation says it": (
        "Example Labs wrote a report. “Sample Holdings’ victims are abroad,” the company said.",
        [("Example Labs", "Sample Holdings’ victims are abroad")],
    ),
    "somebody without a name": (
        "President Jane Roe left. A senior port official told reporters that it was late. The flaw, the official said,"
        " was fixed.",
        [],
    ),
    "said so": ("Example Labs said so, and nobody asked why.", []),
    "no speaker": ("The tool is “very widely used” and sends mail.", []),
    "found a thing": ("Example Labs found two flaws and published code.", []),
    "standards say nothing": ("Papers are reviewed according to IEEE standards by many people.", []),
}


@pytest.mark.parametrize(("text", "expected"), CLAIMS.values(), ids=CLAIMS)
def test_claims(text: str, expected: list[tuple[str, str]]) -> None:
    assert claims(read(text, language="en")) == expected


def test_a_claim_has_the_day_and_the_occasion_that_stand_with_it() -> None:
    reading = read(
        "Speaking at the Sample Security Conference 2030 on May 6, 2030, Jane Roe said that most hosts are exposed.",
        language="en",
    )
    assert circumstances(reading) == [("2030-05-06", "Sample Security Conference 2030")]


def test_single_quotation_marks_and_a_colon_without_a_verb() -> None:
    reading = read(
        "‘We will go on with this,’ says Jane Roe, head of Example Labs.\n"
        "John Doe, director of Sample Holdings: “We have dealt them a blow.”",
        language="en",
    )
    assert claims(reading) == [("Jane Roe", "We will go on with this"), ("John Doe", "We have dealt them a blow.")]
