using Presage.Engine;
using Presage.Jobs.Reading;

namespace Presage.Tests.Jobs.Reading;

public sealed class JobMistakesTests
{
    private const string Good = """
        job: nightly
        parameters:
          dataset: plant
          trials: { type: whole, default: 3 }
          plants: [north, south]
          since: 2026-01-01
        schedule: { cron: "15 0,12 * * *", zone: Europe/Berlin }
        triggers:
          - new-data: { dataset: "{{parameters.dataset}}", kinds: [telemetry] }
        steps:
          train: { train: { dataset: plant, from: "{{interval.to - 90d}}", to: "{{interval.to}}", seed: 1 } }
          score: { score: { dataset: plant, results: fleet }, needs: [train], retries: 2 }
          each: { evaluate: { results: "{{item}}" }, needs: [score], for-each: { items: "{{parameters.plants}}" } }
          tell: { notify: { to: ops, text: "{{steps.train.model}}" }, needs: [train], when: all-done }
        """;

    [Theory]
    [InlineData("job: nightly", "jobs: nightly", 1, 1, "the job has no 'jobs'", "Did you mean 'job'?")]
    [InlineData("job: nightly", "job: Nightly Job", 1, 6, "'Nightly Job' is not a name", "lower-case")]
    [InlineData("zone: Europe", "zoen: Europe", 7, 36, "schedule has no 'zoen'", "Did you mean 'zone'?")]
    [InlineData("zone: Europe/Berlin", "zone: Europe/Belin", 7, 42, "'Europe/Belin', which is no time zone", "Did you mean Europe/Berlin?")]
    [InlineData("zone: Europe/Berlin", "zone: Berlin", 7, 42, "'Berlin', which is no time zone", "Did you mean Europe/Berlin?")]
    [InlineData("zone: Europe/Berlin", "zone: W. Europe Standard Time", 7, 42, "which is no time zone", "Write an IANA name")]
    [InlineData("15 0,12 * * *", "0 15 0,12 * * * 2026", 7, 19, "seven fields", "Write \"15 0,12 * * *\"")]
    [InlineData("15 0,12 * * *", "0 15 12 ? * 2-6", 7, 19, "as the Quartz dialect does", "Write \"15 12 * * MON-FRI\"")]
    [InlineData("15 0,12 * * *", "15 12 ? * *", 7, 19, "as the Quartz dialect does", "Write * in place of ?")]
    [InlineData("15 0,12 * * *", "15 12 * *", 7, 19, "has 4 fields", "Write five fields")]
    [InlineData("15 0,12 * * *", "75 12 * * *", 7, 19, "which is no cron expression", "Write five fields")]
    [InlineData("15 0,12 * * *", "H 12 * * *", 7, 19, "has H", "add jitter")]
    [InlineData("15 0,12 * * *", "0 0 30 2 *", 7, 19, "which no day fits", "a day that its month has")]
    [InlineData("15 0,12 * * *", "@every 5m", 7, 19, "'@every 5m'", "Write every: 5m")]
    [InlineData("15 0,12 * * *", "TZ=Europe/Berlin 0 0 * * *", 7, 19, "a time zone in it", "key zone")]
    [InlineData("cron: \"15 0,12 * * *\"", "every: 0.5s", 7, 20, "schedule.every is 0.5s", "1s or more")]
    [InlineData("cron: \"15 0,12 * * *\"", "every: 1.5s", 7, 20, "schedule.every is 1.5s", "whole seconds")]
    [InlineData("cron: \"15 0,12 * * *\"", "every: 15m, offset: 15m", 7, 33, "schedule.offset is 15m", "less than every")]
    [InlineData("cron: \"15 0,12 * * *\"", "offset: 5m", 7, 11, "neither cron nor every", "every: 15m")]
    [InlineData("cron: \"15 0,12 * * *\"", "cron: \"0 0 * * *\", every: 1h", 7, 39, "cron and every", "one of the two")]
    [InlineData("zone: Europe/Berlin", "jitter: 12h", 7, 44, "two times are only 12:00:00 apart", "shorter")]
    [InlineData("zone: Europe/Berlin", "start: 2026-02-01, end: 2026-01-01", 7, 60, "not after its start", "after the start")]
    [InlineData("zone: Europe/Berlin", "catch-up: latst", 7, 46, "schedule.catch-up is 'latst'", "Did you mean 'latest'?")]
    [InlineData("zone: Europe/Berlin", "catch-up: { window: 5s }", 7, 56, "schedule.catch-up.window is 5s", "10s or more")]
    [InlineData("zone: Europe/Berlin", "overlap: buffer", 7, 45, "schedule.overlap is 'buffer'", "buffer-one, buffer-all")]
    [InlineData("job: nightly", "job: nightly\nat-once: 3", 2, 10, "at-once is 3, and the overlap is merge", "allow-all")]
    [InlineData("train: { train:", "train: { trian:", 11, 12, "steps.train has 'trian'", "Did you mean 'train'?")]
    [InlineData("retries: 2", "evaluate: { results: fleet }", 12, 10, "the step score does score and evaluate", "one of ingest")]
    [InlineData(
        "  trials: { type: whole, default: 3 }", "  trials: { type: whole }", 3, 3, "trials has no default, and the job starts by itself",
        "Give it a default")]
    [InlineData("tell: {", "each-1: {", 14, 11, "the name of an item of the step each", "another name")]
    [InlineData("retries: 2", "retries: 21", 12, 80, "steps.score.retries is '21'", "from 0 to 20")]
    [InlineData("{ score: { dataset: plant, results: fleet }, ", "{ ", 12, 10, "the step score does nothing", "one of ingest")]
    [InlineData("results: fleet }", "result: fleet }", 12, 37, "steps.score.score has no 'result'", "Did you mean 'results'?")]
    [InlineData(", results: fleet }", " }", 12, 19, "steps.score.score lacks 'results'", "Add 'results'")]
    [InlineData("results: fleet }", "results: \"*\" }", 12, 46, "steps.score.score.results is '*'", "letters, digits")]
    [InlineData("seed: 1", "seed: one", 11, 97, "steps.train.train.seed is 'one'", "a whole number")]
    [InlineData("seed: 1", "seed: \"{{interval.to}}\"", 11, 97, "would be '2026-01-02T00:00:00Z'", "a whole number")]
    [InlineData("seed: 1", "seed: \"{{parameters.dataset}}\"", 11, 97, "would be 'plant'", "a whole number")]
    [InlineData("seed: 1", "seed: \"{{parameters.plants}}\"", 11, 97, "is a list", "a single value")]
    [InlineData("seed: 1", "preset: defualt", 11, 99, "steps.train.train.preset is 'defualt'", "default, reference")]
    [InlineData("{{interval.to - 90d}}", "{{interval.too - 90d}}", 11, 46, "names 'interval.too'", "Did you mean 'interval.to'?")]
    [InlineData(
        "{{interval.to - 90d}}", "{{interval.to-90d}}", 11, 46, "names 'interval.to-90d'",
        "Write spaces around the minus: interval.to - 90d")]
    [InlineData("{{interval.to - 90d}}", "{{interval.to - 90}}", 11, 60, "'90', which is not a duration", "30m, 12h")]
    [InlineData("{{interval.to - 90d}}", "{{interval.to - 90d}", 11, 44, "has {{ without }} after it", "Close it")]
    [InlineData("{{interval.to - 90d}}", "{interval.to - 90d}}", 11, 62, "has }} without {{ before it", "Open it")]
    [InlineData("{{interval.to - 90d}}", "{interval.to - 90d}", 11, 44, "in single braces", "{{interval.to - 90d}}")]
    [InlineData("\"{{interval.to - 90d}}\"", "{{interval.to - 90d}}", 11, 43, "is a mapping", "double braces in quotes")]
    [InlineData("{{interval.to - 90d}}", "{{max(interval.to)}}", 11, 46, "'max(interval.to)' in double braces", "interval.to - 7d")]
    [InlineData(
        "{{interval.to - 90d}}", "{{parameters.dataset - 90d}}", 11, 65, "adds a duration to parameters.dataset, which is not a time",
        "Remove")]
    [InlineData("{{steps.train.model}}", "{{steps.score.model}}", 14, 39, "names 'steps.score.model'", "Add score to what it needs")]
    [InlineData(
        "{{steps.train.model}}", "{{steps.train.modle}}", 14, 39, "names 'steps.train.modle'", "The step train has run, outcome, model")]
    [InlineData("{{steps.train.model}}", "{{steps.trian.model}}", 14, 39, "names 'steps.trian.model'", "Did you mean 'steps.train.model'?")]
    [InlineData("{{steps.train.model}}", "{{item}}", 14, 39, "names 'item'", "Only steps with for-each")]
    [InlineData(
        "{{steps.train.model}}", "{{parameters.datset}}", 14, 39, "names 'parameters.datset'", "Did you mean 'parameters.dataset'?")]
    [InlineData(
        "dataset: \"{{parameters.dataset}}\", kinds", "dataset: \"{{interval.to}}\", kinds", 9, 29,
        "'interval.to', which is not known to a trigger", "parameters")]
    [InlineData("kinds: [telemetry]", "kinds: [telemtry]", 9, 60, "new-data.kinds[1] is 'telemtry'", "Did you mean 'telemetry'?")]
    [InlineData("kinds: [telemetry]", "complete: true", 9, 62, "there are no kinds", "Write kinds")]
    [InlineData(
        "- new-data: { dataset: \"{{parameters.dataset}}\", kinds: [telemetry] }", "- job-ended: { job: nightly }", 9, 23,
        "would start itself", "another job")]
    [InlineData("- new-data:", "- newdata:", 9, 5, "has no 'newdata'", "Did you mean 'new-data'?")]
    [InlineData(
        "default: 3", "default: three", 4, 35, "parameters.trials.default is 'three', which does not fit the type whole", "a whole number")]
    [InlineData("type: whole", "type: integer", 4, 19, "parameters.trials.type is 'integer'", "text, whole, number")]
    [InlineData("needs: [train], retries", "needs: [trian], retries", 12, 63, "needs 'trian', which is no step", "Did you mean 'train'?")]
    [InlineData("needs: [train], retries", "needs: [score], retries", 12, 63, "the step score needs itself", "another step")]
    [InlineData("seed: 1 }", "seed: 1 }, needs: [each]", 11, 109, "in a circle: train -> each -> score -> train", "Remove one")]
    [InlineData("needs: [train], when", "when", 14, 69, "has when and needs no step", "what it needs")]
    [InlineData(
        "items: \"{{parameters.plants}}\"", "items: \"{{parameters.dataset}}\"", 13, 81, "is '{{parameters.dataset}}', which is no list",
        "type is list")]
    [InlineData("score: { score:", "train: { score:", 12, 3, "not valid YAML", "repeated key")]
    public void A_mistake_is_told_with_place_and_what_was_expected(
        string good, string bad, int line, int column, string wrong, string expected)
    {
        Good.ShouldContain(good);

        var exception = Should.Throw<PresageException>(() => JobReader.Read(Good.Replace(good, bad), "my.yaml"));

        exception.Code.ShouldBe("bad-job");
        exception.Message.ShouldContain(wrong);
        exception.Remedy.ShouldContain(expected);
        exception.Message.ShouldStartWith($"my.yaml, line {line}, column {column}: ");
    }

    [Fact]
    public void The_job_without_a_mistake_is_read() => JobReader.Read(Good, "my.yaml").Steps.Count.ShouldBe(4);
}
