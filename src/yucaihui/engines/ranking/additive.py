"""The additive model by least squares: y = entry + judge, the entries eliminated first."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from yucaihui.engines.ranking.panel import Floats, Panel


@dataclass(frozen=True, eq=False)
class Additive:
    """The model of a canonical panel, ready for any scores of its sheets, (n,) or (n, draws).

    Biases of a connected panel's judges sum to zero; where the panel falls apart those of each
    part do, and entries of different parts cannot be compared. `parameters`: numbers fitted.
    """

    panel: Panel
    averaging: sparse.csr_array
    summing: sparse.csr_array
    inverse: Floats
    parameters: int

    @classmethod
    def of(cls, panel: Panel) -> "Additive":
        """Without the entries a Laplacian of the judges is left; it is inverted once."""
        ones, sheets = np.ones(len(panel)), np.arange(len(panel))
        averaging = sparse.csr_array((1.0 / panel.sheets[panel.entry], (panel.entry, sheets)))
        summing = sparse.csr_array((ones, (panel.judge, sheets)))
        seats = sparse.csr_array((ones, (panel.entry, panel.judge)))
        averaged = (seats.T @ sparse.diags_array(1.0 / panel.sheets) @ seats).toarray()
        laplacian = np.diag(panel.loads.astype(np.float64)) - averaged
        inverse: Floats = np.linalg.pinv(laplacian, hermitian=True).astype(np.float64)
        fitted = len(panel.entries) + round(float((inverse * laplacian).sum()))
        return cls(panel, averaging, summing, inverse, fitted)

    def biases(self, score: Floats) -> Floats:
        """(judges,) points that each gives too many."""
        rest = score - (self.averaging @ score)[self.panel.entry]
        return np.asarray(self.inverse @ (self.summing @ rest))

    def scores(self, score: Floats) -> Floats:
        """(entries,) the mean of the sheets without their judges' biases."""
        return np.asarray(self.averaging @ (score - self.biases(score)[self.panel.judge]))

    def expected(self, score: Floats) -> Floats:
        """(n,) what each sheet should have read."""
        bias = self.biases(score)[self.panel.judge]
        return np.asarray((self.averaging @ (score - bias))[self.panel.entry] + bias)
