using System.Diagnostics.Metrics;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Presage.Tests.Deployment.Observability;

/// <summary>Dashboard and alerts of deploy/observability show what is there.</summary>
public sealed class DashboardTests
{
    [Fact]
    public void Every_panel_asks_for_metrics_that_are_there()
    {
        var queries = PanelsOf("grafana/dashboards/presage.json");

        queries.Count.ShouldBeGreaterThan(15);
        queries.SelectMany(Unknown).ShouldBeEmpty();
    }

    [Fact]
    public void Every_alert_asks_for_metrics_that_are_there()
    {
        var rules = RulesOf("alerts.yml");

        rules.Count.ShouldBeGreaterThan(8);
        rules.Select(rule => (rule.Alert, rule.Query)).SelectMany(Unknown).ShouldBeEmpty();
    }

    [Fact]
    public void Every_alert_says_what_is_wrong_and_what_to_do()
    {
        RulesOf("alerts.yml")
            .ShouldAllBe(rule => rule.Alert.StartsWith("Presage") && rule.Summary.EndsWith('.') && rule.Remedy.EndsWith('.'));
    }

    [Fact]
    public void A_metric_that_is_not_there_is_found_out()
    {
        Unknown(("panel", "sum by (stage) (rate(presage_rows_total{stage=\"score\"}[5m])) or presage_rows > 0"))
            .ShouldBe(["panel: presage_rows"]);
    }

    [Theory]
    [InlineData("up == 0", "up")]
    [InlineData("absent(up{job=\"rabbitmq\"} == 1)", "up")]
    [InlineData("histogram_quantile(0.95, sum by (stage, le) (rate(a_bucket[15m]))) > 120", "a_bucket")]
    [InlineData("sum by (queue) (a{queue!~\"b-.*\"}) > 0 and on (queue) sum by (queue) (c) == 0", "a c")]
    [InlineData("sum(increase(a_total[10m])) > 0 or sum(a_total unless a_total offset 10m) > 0", "a_total")]
    public void The_metrics_of_a_query_are_its_names_that_are_no_functions_labels_or_words(string query, string metrics)
    {
        string.Join(' ', Query.MetricsOf(query)).ShouldBe(metrics);
    }

    [Fact]
    public void Names_are_translated_as_the_collector_does_it()
    {
        using var meter = new Meter("names");
        PrometheusNames.Of(meter.CreateCounter<long>("presage.rows", "{row}")).ShouldBe(["presage_rows_total"]);
        PrometheusNames.Of(meter.CreateHistogram<double>("presage.slice.duration", "s"))
            .ShouldBe(["presage_slice_duration_seconds_bucket", "presage_slice_duration_seconds_sum",
                "presage_slice_duration_seconds_count"]);
        PrometheusNames.Of(meter.CreateGauge<double>("presage.model.f1", "1")).ShouldBe(["presage_model_f1_ratio"]);
        PrometheusNames.Of(meter.CreateObservableUpDownCounter("dotnet.process.memory.working_set", () => 1L, "By"))
            .ShouldBe(["dotnet_process_memory_working_set_bytes"]);
    }

    private static IEnumerable<string> Unknown((string Name, string Query) asked) =>
        Query.MetricsOf(asked.Query).Where(metric => !Emitted.Names.Contains(metric)).Select(metric => $"{asked.Name}: {metric}");

    private static IReadOnlyList<(string Title, string Query)> PanelsOf(string file)
    {
        using var document = JsonDocument.Parse(Read(file));
        return
        [
            .. document.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(
                    panel => panel.GetProperty("targets").EnumerateArray()
                        .Select(target => (panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!))),
        ];
    }

    private static IReadOnlyList<Rule> RulesOf(string file)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Read(file)));
        return
        [
            .. ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"]).SelectMany(group => (YamlSequenceNode)group["rules"])
                .Select(rule => new Rule(
                Text(rule["alert"]), Text(rule["expr"]), Text(rule["annotations"]["summary"]), Text(rule["annotations"]["remedy"]))),
        ];
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Read(string file) => File.ReadAllText(Repository.PathOf($"deploy/observability/{file}"));

    private sealed record Rule(string Alert, string Query, string Summary, string Remedy);
}
