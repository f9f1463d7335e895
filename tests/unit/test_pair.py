"""The status of a marked pair's event, read off the syntax."""

from __future__ import annotations

import pytest

from communique.models.marked import parse
from communique.reader import Reader
from communique.record import EventType
from communique.stages.pair import pair_status


@pytest.mark.parametrize(
    ("sentence", "event_type", "status"),
    [
        ("<s>The Norwegian minister</s> met <t>his Latvian colleague</t> on Monday.", "CONSULT", "occurred"),
        ("<s>The Norwegian minister</s> will meet <t>his Latvian colleague</t> on Monday.", "CONSULT", "scheduled"),
        ("<s>The Norwegian minister</s> did not meet <t>his Latvian colleague</t>.", "CONSULT", "denied"),
        ("<s>Norway</s> is expected to send medicine to <t>Latvia</t>.", "AID", "expected"),
        # The promise is made, whatever becomes of the aid.
        ("<s>Norway</s> agreed to send medicine to <t>Latvia</t>.", "AGREE", "occurred"),
        # The demand is made: that the other side is to act does not make it a wish.
        ("<s>Norway</s> demanded that <t>Latvia</t> withdraw its complaint.", "REQUEST", "occurred"),
        # A threat or a refusal is made now, though its verb looks ahead or is negated.
        ("<s>Norway</s> will impose duties on <t>Latvian steel</t> unless it is paid.", "THREATEN", "occurred"),
        ("<s>Norway</s> will not lend <t>Latvia</t> any frigates.", "REJECT", "occurred"),
        # What is done is the massing; its purpose lies ahead.
        ("<s>Norway</s> massed troops to enter <t>Latvia</t>.", "MOBILIZE", "occurred"),
        # In the passive the doer comes last.
        ("<t>Two smugglers</t> were arrested by <s>the police</s> in Oslo.", "COERCE", "occurred"),
        # One participant alone is enough.
        ("<s>The troops</s> may attack at dawn.", "ASSAULT", "conditional"),
    ],
)
def test_the_status_is_that_of_what_the_one_does_to_the_other(
    reader: Reader, sentence: str, event_type: EventType, status: str
) -> None:
    marked = parse(sentence)
    source, target = ((spans[0] if spans else None) for spans in (marked.source, marked.target))
    assert pair_status(reader.pipeline(marked.text), source=source, target=target, event_type=event_type) == status


def test_no_status_is_made_up_where_there_is_no_verb(reader: Reader) -> None:
    doc = reader.pipeline("Oslo, Riga.")
    assert pair_status(doc, source=(0, 4), target=(6, 10), event_type="CONSULT") is None
