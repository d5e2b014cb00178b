#!/usr/bin/env python3
"""Asks Presage for work over RabbitMQ and prints its answers, one JSON document a line. Needs pika (Debian: python3-pika); contracts/asyncapi.yaml describes every message."""

import argparse
import csv
import json
import os
import sys
import uuid

import pika

ANSWERS = ("DataIngested", "ModelTrained", "FailurePredicted", "ScoringCompleted", "EvaluationCompleted", "RunFailed")
ENDS = {"DataIngested", "ModelTrained", "ScoringCompleted", "RunFailed"}
MOST_READINGS = 10_000


class Presage:
    """A connection to the broker that Presage's services are connected to."""

    def __init__(self, url, prefix=""):
        self.prefix = prefix
        self.connection = pika.BlockingConnection(pika.URLParameters(url))
        self.channel = self.connection.channel()
        self.channel.confirm_delivery()
        self.queue = None

    def publish(self, name, body, message_id=None, content_type="application/json"):
        """Publishes a message and returns when the broker has it safe; raises when no service has ever asked for such messages."""
        properties = pika.BasicProperties(content_type=content_type, delivery_mode=2, message_id=message_id)
        self.channel.basic_publish(self.exchange(name), "", body, properties, mandatory=True)

    def exchange(self, name):
        return f"{self.prefix}Presage.Contracts:{name}"

    def listen(self, *names):
        """Makes a queue of its own for answers; without it what is published before anybody listens is gone."""
        self.queue = self.channel.queue_declare("", exclusive=True).method.queue
        for name in names:
            self.channel.exchange_declare(self.exchange(name), "fanout", durable=True)
            self.channel.queue_bind(self.queue, self.exchange(name))

    def answers(self):
        """Name and content of each answer as it comes. Delivery is at least once: the same answer can come twice."""
        for delivery, _, body in self.channel.consume(self.queue):
            yield delivery.exchange.split(":")[1], json.loads(body)
            self.channel.basic_ack(delivery.delivery_tag)


def show(name, envelope):
    print(json.dumps({"event": name, "message": envelope["message"]}), flush=True)


def ask(presage, name, request):
    """Publishes a request and prints the answers to it until its run has ended."""
    presage.listen(*ANSWERS)
    presage.publish(name, json.dumps(request), message_id=str(uuid.uuid4()))
    alarms, awaited, end = set(), 0, None
    for answer, envelope in presage.answers():
        message = envelope["message"]
        if message["runId"] != request["runId"] or message.get("alarmId") in alarms:
            continue

        show(answer, envelope)
        if answer == "FailurePredicted":
            alarms.add(message["alarmId"])
        elif answer in ENDS:
            end, awaited = answer, message.get("alarms", 0)

        if end and len(alarms) >= awaited:
            return 1 if end == "RunFailed" else 0


def report(presage, dataset, path, size):
    """Publishes the readings of a CSV file (columns datetime, machineID and one a sensor) in batches, each confirmed before the next."""
    batches = 0
    with open(path, newline="") as file:
        batch = []
        for row in csv.DictReader(file):
            time, machine = row.pop("datetime"), row.pop("machineID")
            batch.append({"machine": machine, "time": time, "values": {sensor: float(value) if value else None for sensor, value in row.items()}})
            if len(batch) == size:
                publish_readings(presage, dataset, batch)
                batch, batches = [], batches + 1
        if batch:
            publish_readings(presage, dataset, batch)
            batches += 1
    print(json.dumps({"published": batches}), flush=True)


def publish_readings(presage, dataset, batch):
    presage.publish("ReadingsReported", json.dumps({"dataset": dataset, "readings": batch}), message_id=str(uuid.uuid4()))


def follow(presage):
    """Prints every answer to anybody until it is interrupted."""
    presage.listen(*ANSWERS)
    print(json.dumps({"listening": ANSWERS}), flush=True)
    for name, envelope in presage.answers():
        show(name, envelope)


def parse():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="amqp://guest:guest@localhost:5672/", help="address of the broker")
    parser.add_argument("--prefix", default=os.environ.get("Messaging__Prefix", ""), help="what the deployment sets as Messaging__Prefix, if anything")
    commands = parser.add_subparsers(dest="command", required=True)
    new_data = commands.add_parser("new-data", help="files are ready to be read")
    new_data.add_argument("dataset")
    new_data.add_argument("source", nargs="+", help="path as the ingestion service sees it")
    new_data.add_argument("--scenario", help="for a new data set")
    train = commands.add_parser("train", help="train a model on the range (FROM, TO]")
    score = commands.add_parser("score", help="score the range (FROM, TO]")
    for command in (train, score):
        command.add_argument("dataset")
        command.add_argument("since", metavar="FROM")
        command.add_argument("to", metavar="TO")
    score.add_argument("results", help="name of the result set")
    readings = commands.add_parser("readings", help="publish the readings of a CSV file")
    readings.add_argument("dataset")
    readings.add_argument("file")
    readings.add_argument("--batch", type=int, default=100, choices=range(1, MOST_READINGS + 1), metavar="N", help="readings a message")
    commands.add_parser("follow", help="print all answers")
    send = commands.add_parser("send", help="publish standard input as it is")
    send.add_argument("name", help="name of the message, such as StartScoring")
    send.add_argument("--id", help="message id")
    send.add_argument("--content-type", default="application/json")
    return parser.parse_args()


def main():
    arguments = parse()
    presage = Presage(arguments.url, arguments.prefix)
    run = f"{arguments.command}-{uuid.uuid4().hex}"
    if arguments.command == "new-data":
        request = {"runId": run, "dataset": arguments.dataset, "scenario": arguments.scenario, "sources": arguments.source}
        return ask(presage, "NewDataArrived", request)
    if arguments.command == "train":
        return ask(presage, "StartTraining", {"runId": run, "dataset": arguments.dataset, "from": arguments.since, "to": arguments.to})
    if arguments.command == "score":
        request = {"runId": run, "dataset": arguments.dataset, "from": arguments.since, "to": arguments.to, "results": arguments.results}
        return ask(presage, "StartScoring", request)
    if arguments.command == "readings":
        return report(presage, arguments.dataset, arguments.file, arguments.batch)
    if arguments.command == "follow":
        return follow(presage)
    return presage.publish(arguments.name, sys.stdin.buffer.read(), arguments.id, arguments.content_type)


if __name__ == "__main__":
    sys.exit(main())
