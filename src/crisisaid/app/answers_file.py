"""An answers file: what one person says, written so that `run --answers` plays it again."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from crisisaid.proof.replay import Replay

    Answers = Mapping[str, str]


def answers_file(found: Replay, remarks: Sequence[str] = ()) -> str:
    """The file's text, as YAML: remarks first, then the answers in the order they are asked."""
    lines = [f"# {remark}" for remark in remarks]
    if found.channel:
        lines.append(f"channel: {found.channel}")
    lines.append("about: person")
    lines += [*_part("gate", found.gate, ""), *_part("answers", found.answers, "")]
    if found.also:
        lines.append("also:")
        for name, answers in found.also.items():
            lines += _part(name, answers, "  ")
    return "\n".join(lines) + "\n"


def _part(name: str, answers: Answers, indent: str) -> list[str]:
    if not answers:
        return [f"{indent}{name}: {{}}"]
    return [f"{indent}{name}:", *(f'{indent}  {item}: "{word}"' for item, word in answers.items())]
