"""The workload `compare` on scikit-learn: seven learners, five folds, two sets. Wall and CPU seconds of fit + predict, and accuracies.

    OMP_NUM_THREADS=1 python3 bench/peers/compare_sklearn.py        (Debian: apt-get install python3-sklearn)

The seventh learner is scikit-learn's own MLPClassifier, which stands in for Keras where Keras is not to be had.
"""
import json
import time
import warnings

import numpy as np
import sklearn
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, LinearSVC

warnings.filterwarnings("ignore")


def scaled(model):
    return make_pipeline(StandardScaler(), model)


LEARNERS = {
    "logistic": lambda: scaled(LogisticRegression(max_iter=1000)),
    "linear_svm": lambda: scaled(LinearSVC()),
    "rbf_svm": lambda: scaled(SVC()),
    "random_forest": lambda: RandomForestClassifier(100, random_state=0),
    "boosting": lambda: HistGradientBoostingClassifier(max_iter=100, random_state=0),
    "knn": lambda: scaled(KNeighborsClassifier(5)),
    "mlp": lambda: scaled(MLPClassifier((64, 32), batch_size=32, max_iter=30, n_iter_no_change=1000, alpha=0, random_state=0)),
}

result = {"versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__}, "wall": {}, "cpu": {}, "accuracy": {}}
for name, bunch in (("breast_cancer", load_breast_cancer()), ("digits", load_digits())):
    x, y = bunch.data.astype(np.float32), bunch.target
    for learner, make in LEARNERS.items():
        wall = cpu = accuracy = 0.0
        for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(x, y):
            start, begun = time.perf_counter(), time.process_time()
            predicted = make().fit(x[train], y[train]).predict(x[test])
            wall += time.perf_counter() - start
            cpu += time.process_time() - begun
            accuracy += (predicted == y[test]).mean() / 5
        key = f"{name}_{learner}"
        result["wall"][key], result["cpu"][key], result["accuracy"][key] = round(wall, 3), round(cpu, 3), round(accuracy, 4)
for clock in ("wall", "cpu"):
    result[clock]["total"] = round(sum(result[clock].values()), 3)
print(json.dumps(result, indent=1))
