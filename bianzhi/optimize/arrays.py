"""The two kinds of arrays in use."""

from typing import TypeAlias

import numpy
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[numpy.int64]
Truth: TypeAlias = NDArray[numpy.bool_]
