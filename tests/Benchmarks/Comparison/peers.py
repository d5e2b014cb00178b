#!/usr/bin/env python3
"""Fits XGBoost or scikit-learn on a dumped matrix and prints the same line of JSON as `compare`.
usage: peers.py DIR gradient-boosting|random-forest EVERY_ROW THREADS      (Debian: python3-xgboost, python3-sklearn)"""
import json, resource, sys, time
import numpy as np

folder, algorithm, every, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
shape = dict(line.split(' ', 1) for line in open(f'{folder}/shape.txt').read().splitlines())


def part(name):
    rows, columns = map(int, shape[name].split())
    values = np.fromfile(f'{folder}/{name}.f32', '<f4').reshape(rows, columns)
    return values, np.fromfile(f'{folder}/{name}.labels.i8', 'i1').reshape(rows, -1)


def reference_score(p, labels):
    """Precision, recall and F1 of the reference's confusion matrix: a row's class is its most probable component above 0.5."""
    guess = np.where(p.max(1) > .5, p.argmax(1), -1)
    truth = np.where(labels.any(1), labels.argmax(1), -1)
    right, predicted, missed = ((guess >= 0) & (guess == truth)).sum(), (guess >= 0).sum(), ((guess < 0) & (truth >= 0)).sum()
    precision, recall = right / max(1, predicted), right / max(1, right + missed)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


(X, Y), (Xt, Yt) = part('train'), part('test')
X, Y = X[::every], Y[::every]
explain = None
cpu, start = time.process_time(), time.time()
if algorithm == 'gradient-boosting':
    import xgboost
    models = [xgboost.XGBClassifier(n_estimators=100, max_depth=0, max_leaves=31, grow_policy='lossguide', tree_method='hist', learning_rate=.1,
                                    n_jobs=threads, random_state=1).fit(X, Y[:, k]) for k in range(Y.shape[1])]
    fit = time.time() - start
    fit_cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    models[0].predict_proba(Xt)
    start = time.time()
    p = np.stack([model.predict_proba(Xt)[:, 1] for model in models], 1)
    predict = time.time() - start
    start = time.time()
    few = Xt[:500]
    for model in models:
        model.get_booster().predict(xgboost.DMatrix(few), pred_contribs=True)
    explain = round(len(few) / (time.time() - start))
else:
    from sklearn.ensemble import RandomForestClassifier
    X, Xt = np.nan_to_num(X), np.nan_to_num(Xt)
    classes = np.where(Y.any(1), Y.argmax(1) + 1, 0)
    start, cpu = time.time(), time.process_time()
    model = RandomForestClassifier(200, max_depth=15, max_features='sqrt', max_samples=.632, n_jobs=threads, random_state=1).fit(X, classes)
    fit = time.time() - start
    fit_cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    model.predict_proba(Xt)
    start = time.time()
    p = model.predict_proba(Xt)
    predict = time.time() - start
    # Of classes that no training row has the model knows nothing.
    p = np.stack([p[:, list(model.classes_).index(k + 1)] if k + 1 in model.classes_ else np.zeros(len(Xt)) for k in range(Y.shape[1])], 1)

precision, recall, f1 = reference_score(p, Yt)
print(json.dumps({
    'program': 'xgboost' if algorithm == 'gradient-boosting' else 'scikit-learn', 'algorithm': algorithm, 'rows': X.shape[0], 'columns': X.shape[1],
    'fitSeconds': round(fit, 4), 'fitCpuSeconds': round(fit_cpu, 4), 'predictSeconds': round(predict, 4), 'explainRowsPerSecond': explain,
    'peakMemoryMiB': round(peak, 1), 'precision': round(float(precision), 4), 'recall': round(float(recall), 4), 'f1': round(float(f1), 4)}))
