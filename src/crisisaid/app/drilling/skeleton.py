"""A role play to begin with: every key with what it is for, and TODO where somebody has to write."""

from __future__ import annotations

from crisisaid.model.protocol import CONTEXT, PROTECTIVE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crisisaid.model.protocol import Item, Protocol

TEXT = """\
# A role play: somebody to practise with. Practice only; nobody in it is a real person, and no method is ever named.
format: crisisaid/role-play/v1
id: {name}
protocol: {protocol}
# One line that does not give the tier away.
title: "TODO"
# What it speaks of, said before anything else, so that somebody can pass.
content_note: "TODO"
# adult, young_person, in_person, phone, text_chat, replies_stop, minimises, intoxicated, third_party, refuses_help
kinds: [adult, phone]
channel: phone
# What the supporter knows when it begins.
vignette: |
  TODO
# For whoever reads the part: who they are, how they are, what brings them to trust.
part:
  who: "TODO"
  plays:
    - "TODO: voice and pace."
    - "TODO: what they keep back until they are asked straight out."
  helps: "TODO"
# The first thing that is heard.
opening: "TODO"
# What is true. A red flag or warning sign that is left out is not so; settings and supports have to be said.
facts:{facts}
# What is heard when it is asked straight out (plainly), round about (around), or so that a no is easy (leading).
# Whatever is so needs a line; of what is looked for it is what is seen or heard.
voices:{voices}
# What they say when asked for something that is not so, and what stands there when nothing is seen; taken in turn.
otherwise:
  - "TODO"
  - "TODO"
nothing_seen:
  - "TODO"
  - "TODO"
# Points where words are wanted: after the opening, after an item, or at the ending.
moments:
  - id: first
    after: opening
    heard: "TODO"
    choices:
"""

CHOICES = """\
      - {words: "TODO", kind: good, why: "TODO"}
      - {words: "TODO", kind: neutral, why: "TODO"}
      - {words: "TODO", kind: harmful, why: "TODO", consequence: "TODO", instead: "TODO"}
"""


def role_play_skeleton(protocol: Protocol, name: str) -> str:
    """The text of a new role play for this protocol."""
    start = TEXT.format(name=name, protocol=protocol.id, facts=_facts(protocol), voices=_voices(protocol))
    second = '  - id: last\n    after: ending\n    heard: "TODO"\n    choices:\n'
    steps = CHOICES.replace("      - ", "  - ")
    return (
        f"{start}{CHOICES}{second}{CHOICES}# First things to do once the tier is named.\nfirst_steps:\n{steps}"
        "# The end that the whole truth comes to; drill check says when it is another one.\nexpect:\n"
        '  tier: before_you_part\n# What it is about, said in the debrief.\nlearn: "TODO"\n'
    )


def _facts(protocol: Protocol) -> str:
    rows = [f'  {item.id}: "{_usual(item)}"' for item in protocol.items() if item.kind in (CONTEXT, PROTECTIVE)]
    others = [f'  # {item.id}: "yes"' for item in protocol.items() if item.kind not in (CONTEXT, PROTECTIVE)]
    return "".join(f"\n{row}" for row in (*rows, *others)) if rows else " {}" + "".join(f"\n{row}" for row in others)


def _voices(protocol: Protocol) -> str:
    needed = [item for item in protocol.items() if item.kind in (CONTEXT, PROTECTIVE)]
    rows = [f'  {item.id}:\n    plainly: "TODO"' for item in needed]
    return "".join(f"\n{row}" for row in rows) or " {}"


def _usual(item: Item) -> str:
    return item.options[0].id if item.kind == CONTEXT else "no"
