#!/usr/bin/env bash
# Prints the Secrets of a cluster with a broker and a store of its own (overlays dev and standalone), with passwords made up anew. To be run once:
#
#   kubectl apply -f k8s/base/namespace.yaml
#   k8s/secrets.sh | kubectl create -f -
#
# 'create' refuses to replace a Secret that is there: broker and store keep the account that they were first started with.
set -euo pipefail

random() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# secret NAME KEY=VALUE...
secret() {
    printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: presage\nstringData:\n' "$1"
    shift
    for entry in "$@"; do printf '  %s: "%s"\n' "${entry%%=*}" "${entry#*=}"; done
}

broker=$(random 24) store=$(random 24)

secret rabbitmq username=presage "password=$broker" "erlang-cookie=$(random 24)"
secret mongodb username=presage "password=$store" "keyfile=$(random 384)"
secret presage-broker "uri=amqp://presage:$broker@rabbitmq:5672/" "management=http://presage:$broker@rabbitmq:15672/"
secret presage-store "uri=mongodb://presage:$store@mongodb:27017/?replicaSet=rs0&authSource=admin"
secret grafana "password=$(random 16)"
