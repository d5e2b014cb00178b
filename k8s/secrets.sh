#!/usr/bin/env bash
# Prints the Secrets of a cluster with a broker and a store of its own (overlays dev and standalone), with passwords made up anew. To be run once:
#
#   kubectl apply -f k8s/kept/namespace.yaml
#   k8s/secrets.sh | kubectl create -f -
#
# 'create' refuses to replace a Secret that is there: broker and store keep the account that they were first started with.
set -euo pipefail

# As all manifests have it.
namespace=presage

random() { head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# secret NAME KEY=VALUE...
secret() {
    printf -- '---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: %s\n  namespace: %s\n  labels: { app.kubernetes.io/part-of: presage }\nstringData:\n' "$1" "$namespace"
    shift
    for entry in "$@"; do printf '  %s: "%s"\n' "${entry%%=*}" "${entry#*=}"; done
}

broker=$(random 24) store=$(random 24)

secret rabbitmq username=presage "password=$broker" "erlang-cookie=$(random 24)"
secret mongodb username=presage "password=$store" "keyfile=$(random 384)"

# Hosts with their namespace: KEDA, which reads 'management', lives in another one.
secret presage-broker "uri=amqp://presage:$broker@rabbitmq.$namespace.svc:5672/" "management=http://presage:$broker@rabbitmq.$namespace.svc:15672/"
secret presage-store "uri=mongodb://presage:$store@mongodb.$namespace.svc:27017/?replicaSet=rs0&authSource=admin"
secret grafana "password=$(random 16)"
