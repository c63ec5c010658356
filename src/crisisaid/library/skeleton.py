"""A new protocol to begin with: every part once, with what belongs there, and one scenario."""

from __future__ import annotations

PROTOCOL = """\
# yaml-language-server: $schema=https://crisisaid.example/schemas/protocol-v1.schema.json
# A protocol is read from top to bottom. Replace every TODO; `crisisaid protocol check` finds those that are left.
# The keys are explained in docs/format-v1.md, the codes of findings in docs/findings.md.
format: crisisaid/protocol/v1
id: {id}
version: "{version}"
status: draft
# The day by which somebody has to hold it against its sources again.
review_by: "{review_by}"
title: "TODO: the situation, in a supporter's words"
summary: "TODO: one or two sentences about when to use this."
# What a supporter would type to find it. Ten everyday ways to say it are not too many.
said_as:
  - "TODO: what they would say"
for: person
audience: "TODO: who may use it, and where."
not_for:
  - "TODO: a situation it is not made for."

# Every public source it rests on. A line without a source goes under needs_review.
sources:
  - id: todo-source
    title: "TODO: the title of the page"
    publisher: "TODO: who published it"
    year: "n.d."
    url: "https://example.org/"
    licence: "TODO: on which terms"

steps:
  # First what can be kept private and what cannot: before anything is asked that might have to be passed on.
  - id: limits
    kind: guidance
    title: "First: what you can keep to yourself, and what you cannot"
    when: {{not: {{tier: [call_now]}}}}
    do: ["TODO: what to do first."]
    say: ["TODO: words to say as they are."]
    say_second_hand: ["TODO: the same to somebody who speaks about the person."]
    avoid: ["TODO: what to leave."]
    why: "TODO: why this comes first."
    sources: [todo-source]

  # In an emergency these come at once, as soon as a threshold interrupts.
  - id: call
    kind: referral
    title: "TODO: Get help now"
    when: {{tier: [call_now]}}
    # Roles, least force first; police only for a weapon or violence.
    to: {{call_now: [ambulance, shift_lead]}}
    do: ["TODO: what to say first on the phone."]
    why: "TODO: why this cannot wait."
    sources: [todo-source]

  - id: stay
    kind: guidance
    title: "TODO: Until somebody is there"
    when: {{tier: [call_now]}}
    do: ["TODO: what to do while help is on its way."]
    say: ["TODO: words to say."]
    say_second_hand: ["TODO: the same to somebody who speaks about the person."]
    avoid: ["TODO: what to leave."]
    why: "TODO: why."
    sources: [todo-source]

  # What to ask and to notice. Most urgent first.
  - id: signs
    kind: checklist
    title: "TODO: What to ask and to notice"
    why: "TODO: why these."
    items:
      - id: danger_to_life
        kind: red_flag
        how: notice
        label: "TODO: a noun phrase"
        text: "TODO: what is noticed."
        listen_for: "TODO: what may be heard or seen."
        why: "TODO: why it matters."
        clarify: "TODO: one sentence that helps when nobody is sure."
        tier: call_now
        sources: [todo-source]
      - id: getting_worse
        kind: warning_sign
        how: ask
        label: "TODO: a noun phrase"
        text: "TODO: what you ask?"
        second_hand: "TODO: what you ask somebody else about them?"
        why: "TODO: why it matters."
        clarify: "TODO: one sentence that helps when nobody is sure."
        sources: [todo-source]
      - id: somebody_there
        kind: protective
        how: ask
        label: "TODO: what helps"
        text: "TODO: what you ask?"
        second_hand: "TODO: what you ask somebody else about them?"
        why: "TODO: why it helps. It never lowers a red flag."
        sources: [todo-source]

  - id: together
    kind: referral
    title: "TODO: Somebody who can take this on"
    when: {{tier: [before_you_part, this_week]}}
    to: {{before_you_part: [shift_lead, crisis_line], this_week: [local_service, crisis_line]}}
    do: ["TODO: how to call together."]
    why: "TODO: why not alone."
    sources: [todo-source]

  # Where another protocol takes over. Guards of checklists and of continue say 'possible'.
  - id: on-to-suicide
    kind: continue
    to: suicide-first-response
    when: {{possible: getting_worse}}
    why: "TODO: why it is asked next."

# Every one that holds is printed as a reason; the most urgent one decides. Most urgent first.
thresholds:
  - id: life-in-danger
    tier: call_now
    when: danger_to_life
    because: "TODO: what was noted, then on whose word."
    sources: [todo-source]
    interrupts: true
  - id: worse-and-alone
    tier: before_you_part
    when: {{all: [getting_worse, {{absent: somebody_there}}]}}
    because: "TODO: what was noted, then on whose word."
    sources: [todo-source]
  # 'possible' also holds for "not sure": then the reason says so, for it is read out when handing over.
  - id: worse
    tier: this_week
    when: {{possible: getting_worse}}
    because: "TODO: what was noted, or is not clear, then on whose word."
    sources: [todo-source]
otherwise: keep_supporting

# What changes when it is not the usual talk with an adult. Shown on the key i.
situations:
  third_party: {{do: ["TODO"]}}
  text_chat: {{do: ["TODO"]}}
  minor: {{do: ["TODO"]}}
  interpreter: {{do: ["TODO"]}}
  abusive: {{do: ["TODO"]}}
  ending: {{do: ["TODO"]}}
  end_of_shift: {{do: ["TODO"]}}

# What no source confirms, or what was chosen: the list for whoever reviews this.
needs_review:
  - {{at: [limits], says: "TODO: what is not confirmed."}}

notes: |
  TODO: where sources disagree, what each says, and what was chosen.
"""

SCENARIOS = """\
# yaml-language-server: $schema=https://crisisaid.example/schemas/scenarios-v1.schema.json
# Written situations with the end each must come to. `crisisaid protocol test` plays them. At least twelve: every
# threshold just met (under 'reasons') and just missed (under 'not_reasons'), every 'unsure' that matters.
format: crisisaid/scenarios/v1
protocol: {id}
version: "{version}"
scenarios:
  - id: worse-and-nobody-there
    title: "It is getting worse, and nobody is with them"
    vignette: "TODO: two lines, as a trainee would read them. No real person's story."
    channel: phone
    answers: {{getting_worse: "yes", somebody_there: "no"}}
    expect:
      tier: before_you_part
      reasons: [worse-and-alone, worse]
      not_reasons: [life-in-danger]
      continues: [suicide-first-response]
    source: todo-source
"""


def skeleton(protocol_id: str, version: str, review_by: str) -> dict[str, str]:
    """The files of a new protocol, by name."""
    given = {"id": protocol_id, "version": version, "review_by": review_by}
    return {"protocol.yaml": PROTOCOL.format(**given), "scenarios.yaml": SCENARIOS.format(**given)}
