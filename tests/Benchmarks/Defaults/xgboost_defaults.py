#!/usr/bin/env python3
"""Fits XGBoost with its defaults on what `defaults` has written, one model a component.
usage: xgboost_defaults.py DIR COLUMNS COMPONENTS"""
import sys
import numpy as np
import xgboost

folder, columns, components = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def part(name):
    values = np.fromfile(f'{folder}/{name}.values', '<f8').reshape(columns, -1).T
    return values, np.fromfile(f'{folder}/{name}.labels', 'i1').reshape(components, -1)


(values, labels), (test, _) = part('train'), part('test')
settings = {'objective': 'binary:logistic', 'nthread': 1}
models = [xgboost.train(settings, xgboost.DMatrix(values, component), 100) for component in labels]
np.stack([model.predict(xgboost.DMatrix(test)) for model in models]).astype('<f4').tofile(f'{folder}/predicted')
