"""The rows of the two sentences of exchange as LP text: ``python -m tests.optimize.golden_exchange`` writes them."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bianzhi.domain.settings import Exchange, PlanSettings
from bianzhi.optimize.constraint import add_constraints
from bianzhi.optimize.exchange.candidates import exchange_candidates
from bianzhi.optimize.exchange.constraints import EXCHANGE_CONSTRAINTS
from bianzhi.optimize.exchange.model import ExchangeModel
from bianzhi.optimize.reallocation.objectives import remaining_aim
from bianzhi.optimize.reallocation.pairs import candidates
from tests.worlds import DAY, agencies, plus, post

FOLDER = Path(__file__).parents[1] / "golden_exchange"
WORLD = plus(agencies(A=(2, 1), B=(1, 1), C=(1, 3)), post("文秘岗", "C"))
"""A one over, B full, C with two vacancies of which a listed post takes one."""


def model_of_exchange() -> ExchangeModel:
    """The model of that world with a budget of one, all pairs, no row yet."""
    plain = candidates(WORLD, DAY, PlanSettings(exchange=Exchange(1, 10)))
    found = exchange_candidates(plain)
    model = ExchangeModel(found, found.pairs)
    model.problem.setObjective(remaining_aim(model).expression)
    return model


def lp_of_exchange(id: str) -> str:
    """The rows of one sentence as LP text, with what each variable stands for."""
    model = model_of_exchange()
    [sentence] = [each for each in EXCHANGE_CONSTRAINTS if each.id == id]
    add_constraints(model.problem, model, [sentence])
    lines = [f"{id} {sentence.sentence}"]
    for pair, variable in zip(model.pairs, model.move, strict=True):
        extra = "（不超编）" if model.found.is_extra(pair) else ""
        place = pair.opening.place
        lines.append(
            f"{variable.name}: {pair.person.id}{extra} → {place.unit} {place.category} {place.post or '不列名'}"
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{id}.lp"
        model.problem.writeLP(path)
        return "".join(f"\\ {line}\n" for line in lines) + path.read_text("utf-8")


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for each in EXCHANGE_CONSTRAINTS:
        (FOLDER / f"{each.id}.lp").write_text(lp_of_exchange(each.id), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
