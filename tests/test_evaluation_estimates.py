"""Estimators of `diplotext.evaluation`: worked examples, and coverage of their intervals in simulated samples."""

import math
import random

import pytest

from diplotext.evaluation import Unit, agreement, bootstrap, corrected_mean, krippendorff_alpha, ratio, wilson
from diplotext.evaluation.estimates import Judged, Predicted

MISSING = None


def alpha(*coders):
    return krippendorff_alpha([[v for v in values if v is not MISSING] for values in zip(*coders, strict=True)])


class TestWilson:
    @pytest.mark.parametrize(
        ("hits", "cases", "low", "high"),
        [  # Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_published_intervals(self, hits, cases, low, high):
        assert wilson(hits / cases, cases) == pytest.approx((low, high), abs=5e-5)

    def test_nothing_is_known_without_cases(self):
        assert wilson(0.5, 0) == (0.0, 1.0)


class TestKrippendorff:
    """Krippendorff 2011, Computing Krippendorff's alpha-reliability."""

    def test_binary_data_of_two_coders(self):
        assert alpha([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]) == pytest.approx(0.095, abs=5e-4)

    def test_nominal_data_of_two_coders(self):
        ben = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
        gerry = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
        assert alpha(ben, gerry) == pytest.approx(0.692, abs=5e-4)

    def test_nominal_data_of_four_coders_with_missing_values(self):
        coders = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
            [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
        ]
        assert alpha(*coders) == pytest.approx(0.743, abs=5e-4)

    def test_without_variation_there_is_no_alpha(self):
        assert krippendorff_alpha([["yes", "yes"], ["yes", "yes"]]) is None
        found = agreement("stated", [["yes", "yes"]] * 3, 2)
        assert (found.alpha, found.low, found.identical, found.items) == (None, None, 1.0, 3)

    def test_items_of_one_coder_do_not_count(self):
        assert agreement("stated", [["yes"], []], 2) is None
        assert agreement("stated", [["yes"], ["no", "no"], ["yes", "yes"]], 2).items == 2

    def test_interval_holds_alpha_and_is_repeatable(self):
        items = [["yes", "yes"]] * 20 + [["no", "no"]] * 10 + [["yes", "no"]] * 6
        found = agreement("stated", items, 2)
        assert found.low < found.alpha < found.high
        assert found == agreement("stated", items, 2)


class TestRatio:
    def test_a_plain_sample_has_the_plain_share(self):
        units = [Unit("all", n < 30, 1) for n in range(40)]
        found = ratio(units)
        assert (found.value, found.cases) == (0.75, 40)
        assert (found.low, found.high) == pytest.approx(wilson(0.75, 39))

    def test_strata_are_weighted_by_what_they_stand_for(self):
        """Horvitz and Thompson: 10 of 900 and 10 of 100 are not 20 of 1000."""
        units = [Unit("large", n < 9, 1) for n in range(10)] + [Unit("small", n < 1, 1) for n in range(10)]
        assert ratio(units, {"large": 900, "small": 100}).value == pytest.approx(0.9 * 0.9 + 0.1 * 0.1)

    def test_stratified_variance_is_that_of_the_textbook(self):
        """Cochran 1977, Sampling Techniques, 5.6: the sum of W²(1-f)pq/(n-1); here f is negligible."""
        units = [Unit("a", n < 24, 1) for n in range(40)] + [Unit("b", n < 8, 1) for n in range(20)]
        found = ratio(units, {"a": 1e9, "b": 1e9})
        variance = 0.25 * 0.6 * 0.4 / 39 + 0.25 * 0.4 * 0.6 / 19
        assert (found.low, found.high) == pytest.approx(wilson(0.5, 0.25 / variance), abs=1e-6)

    def test_a_census_is_not_an_estimate(self):
        found = ratio([Unit("all", n < 3, 1) for n in range(4)], {"all": 4})
        assert (found.value, found.low, found.high) == (0.75, 0.75, 0.75)

    def test_all_right_is_not_certainty(self):
        found = ratio([Unit("all", 1, 1)] * 20, {"all": 1e9})
        assert (found.value, found.high) == (1.0, 1.0)
        assert found.low == pytest.approx(wilson(1.0, 20)[0], abs=1e-6)

    def test_equal_strata_do_not_feign_certainty(self):
        """Each stratum is all right or all wrong: the variance within them is 0, the knowledge is not perfect."""
        units = [Unit("a", 1, 1)] * 10 + [Unit("b", 0, 1)] * 10
        found = ratio(units, {"a": 1e9, "b": 1e9})
        assert found.low < 0.35 < 0.65 < found.high

    def test_nothing_in_the_group(self):
        assert ratio([Unit("all", 0, 0)] * 3) is None
        assert bootstrap([Unit("all", 0, 0)] * 3) is None

    def test_a_stratum_with_one_unit_has_a_variance(self):
        one = ratio([Unit("a", 1, 1), Unit("b", 1, 1), Unit("b", 0, 1)], {"a": 100, "b": 100})
        assert one.high - one.low > 0.4


def population(dice, sizes, shares):
    return {name: [dice.random() < shares[name] for _ in range(size)] for name, size in sizes.items()}


def covered(draws, truth, rounds, seed=4):
    dice = random.Random(seed)
    hits = 0
    for _ in range(rounds):
        found = draws(dice)
        hits += found.low - 1e-12 <= truth <= found.high + 1e-12
    return hits / rounds


class TestCoverage:
    """95 % intervals hold the truth in about 95 of 100 samples: not in fewer than 92.5."""

    @pytest.mark.parametrize(
        ("sizes", "shares", "drawn"),
        [
            ({"a": 20_000}, {"a": 0.8}, {"a": 100}),
            ({"a": 20_000}, {"a": 0.97}, {"a": 60}),
            ({"a": 6_000, "b": 900, "c": 100}, {"a": 0.9, "b": 0.6, "c": 0.2}, {"a": 40, "b": 40, "c": 40}),
            ({"a": 6_000, "b": 900, "c": 100}, {"a": 0.9, "b": 0.6, "c": 0.2}, {"a": 84, "b": 13, "c": 3}),
            ({"a": 200, "b": 100}, {"a": 0.7, "b": 0.9}, {"a": 100, "b": 60}),
        ],
        ids=["plain", "rare", "equal", "proportional", "finite"],
    )
    def test_of_shares(self, sizes, shares, drawn):
        people = population(random.Random(1), sizes, shares)
        truth = sum(map(sum, people.values())) / sum(sizes.values())

        def draws(dice):
            units = [Unit(name, right, 1) for name, own in people.items() for right in dice.sample(own, drawn[name])]
            return ratio(units, sizes)

        assert 0.925 <= covered(draws, truth, 800) <= 0.995

    def test_of_shares_in_a_group_across_strata(self):
        dice = random.Random(2)
        sizes = {"a": 5_000, "b": 1_000}
        people = {
            name: [(dice.random() < share, dice.random() < 0.4) for _ in range(sizes[name])]
            for name, share in (("a", 0.85), ("b", 0.5))
        }
        inside = [right for own in people.values() for right, group in own if group]

        def draws(dice):
            return ratio(
                [Unit(n, r * g, g) for n, own in people.items() for r, g in dice.sample(own, 60)], sizes
            )  # fmt: skip

        assert 0.925 <= covered(draws, sum(inside) / len(inside), 800) <= 0.99

    def test_of_records_in_documents(self):
        """Documents are drawn, and their records are alike: the interval knows."""
        dice = random.Random(3)
        documents = []
        for _ in range(2_000):
            share, size = min(1.0, max(0.0, dice.gauss(0.75, 0.2))), 1 + dice.randrange(12)
            documents.append((sum(dice.random() < share for _ in range(size)), size))
        truth = sum(right for right, _ in documents) / sum(size for _, size in documents)

        def draws(dice):
            return ratio([Unit("all", *one) for one in dice.sample(documents, 40)], {"all": len(documents)})

        assert 0.92 <= covered(draws, truth, 800) <= 0.985

    @pytest.mark.parametrize("strata", [1, 3])
    def test_of_the_bootstrap(self, strata):
        dice = random.Random(5)
        documents = {f"s{n}": [] for n in range(strata)}
        for name in documents:
            for _ in range(600):
                gold, right = 1 + dice.randrange(8), 0
                right = sum(dice.random() < 0.7 for _ in range(gold))
                documents[name].append((2 * right, gold + right + dice.randrange(3)))
        every = [one for own in documents.values() for one in own]
        truth = sum(above for above, _ in every) / sum(below for _, below in every)
        sizes = {name: len(own) for name, own in documents.items()}

        def draws(dice):
            units = [Unit(name, *one) for name, own in documents.items() for one in dice.sample(own, 45 // strata)]
            return bootstrap(units, sizes, resamples=200)

        assert 0.90 <= covered(draws, truth, 250) <= 0.99

    def test_of_corrected_means_though_predictions_are_biased(self):
        dice = random.Random(6)
        sizes = {"a": 3_000, "b": 600}
        people = {}
        for name, share, wrong in (("a", 0.3, 0.15), ("b", 0.6, 0.3)):
            gold = [dice.random() < share for _ in range(sizes[name])]
            people[name] = [(float(g or dice.random() < wrong), float(g)) for g in gold]
        truth = sum(gold for own in people.values() for _, gold in own) / sum(sizes.values())
        predicted = {
            name: Predicted(len(own), sum(p for p, _ in own), sum(p * p for p, _ in own))
            for name, own in people.items()
        }

        def draws(dice):
            judged = [Judged(name, *one) for name, own in people.items() for one in dice.sample(own, 200)]
            return corrected_mean("x", predicted, judged)

        naive = draws(dice).predicted
        assert naive - truth > 0.08  # what a count of predictions would say
        assert 0.925 <= covered(draws, truth, 800) <= 0.98
        errors = [draws(dice).value - truth for _ in range(300)]
        assert abs(sum(errors) / len(errors)) < 0.005

    def test_of_corrected_means_though_errors_are_rare(self):
        dice = random.Random(8)
        people = [(float(n % 3 == 0), float(n % 3 == 0) - (n % 3 == 0) * (dice.random() < 0.03)) for n in range(4_000)]
        truth = sum(gold for _, gold in people) / len(people)
        predicted = {"all": Predicted(len(people), sum(p for p, _ in people), sum(p * p for p, _ in people))}

        def draws(dice):
            return corrected_mean("x", predicted, [Judged("all", *one) for one in dice.sample(people, 80)])

        assert covered(draws, truth, 800) >= 0.95


class TestCorrectedMean:
    def test_it_is_the_mean_of_the_pseudo_outcomes(self):
        """Egami et al. 2023: predicted + sampled / probability * (gold - predicted)."""
        predicted = [1, 1, 0, 1, 0, 0, 1, 1, 0, 1]
        gold = {0: 1, 3: 0, 4: 0, 8: 1}
        pseudo = [p + ((gold[n] - p) / 0.4 if n in gold else 0) for n, p in enumerate(predicted)]
        found = corrected_mean(
            "x", {"all": Predicted(10, 6, 6)}, [Judged("all", predicted[n], g) for n, g in gold.items()]
        )
        mean = sum(pseudo) / 10
        assert found.value == pytest.approx(mean)
        assert found.model_standard_error == pytest.approx(math.sqrt(sum((p - mean) ** 2 for p in pseudo) / 10 / 10))
        assert (found.predicted, found.cases, found.population) == (0.6, 4, 10)

    def test_no_error_in_the_sample_is_not_certainty(self):
        right = [Judged("all", 1, 1)] * 20 + [Judged("all", 0, 0)] * 30
        found = corrected_mean("x", {"all": Predicted(10**6, 4 * 10**5, 4 * 10**5)}, right)
        assert (found.value, found.standard_error) == (0.4, 0.0)
        assert found.high - found.value == pytest.approx(wilson(0, 50)[1], abs=1e-5)
        census = corrected_mean("x", {"all": Predicted(50, 20, 20)}, right)
        assert census.low == census.value == census.high == 0.4

    def test_nothing_can_be_said_of_a_stratum_without_judgements(self):
        strata = {"a": Predicted(10, 5, 5), "b": Predicted(10, 5, 5)}
        assert corrected_mean("x", strata, [Judged("a", 1, 1)]) is None
