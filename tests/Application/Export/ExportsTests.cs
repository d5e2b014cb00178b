using System.Text;
using Presage.Application.Export;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine;
using Presage.Engine.Features;
using Presage.Hosting;
using Presage.Hosting.Runs;
using Presage.Scenarios;
using Presage.Storage;
using Presage.Tests.Application.Support;

namespace Presage.Tests.Application.Export;

public sealed class ExportsTests : IAsyncDisposable
{
    private readonly TestStore _store = new();
    private readonly MemoryStream _output = new();

    private IExports Exports => _store.Get<IExports>();

    private string Text => Encoding.UTF8.GetString(_output.ToArray());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Predictions_are_a_line_each_whose_numbers_read_back_to_the_same_bits()
    {
        await _store.PredictsAsync(
            Scored.Of("1", 0, 0.1 + 0.2, 0) with
            {
                Decision = "comp1",
                Reasons = [new("age", 1, 2, 3, "age 18, usually 9"), new("volt", 1, 2, 3, "volt")],
            },
            Scored.Of("2", 12, 1e-9, 0) with { Reasons = [] });

        var written = await Exports.PredictionsAsync(new PredictionFilter("march"), _output, Cancellation);

        written.ShouldBe(new ExportedPredictions("march", 2));
        Text.ShouldBe(
            """
            machine,time,probability_comp1,probability_comp2,threshold_comp1,threshold_comp2,decision,reasons,model,version,revision
            1,2015-03-01T00:00:00Z,0.30000000000000004,0,0.5,0.2,comp1,"age 18, usually 9; volt",plant,1,1
            2,2015-03-01T12:00:00Z,1E-09,0,0.5,0.2,,,plant,1,1

            """);
    }

    [Fact]
    public async Task Predictions_of_which_earlier_ones_were_deleted_are_written_with_a_notice()
    {
        await _store.PredictsAsync(Enumerable.Range(0, 5).Select(hour => Scored.Of("1", 12 * hour, 0.6, 0)));
        await _store.Get<IRetention>().DeleteSomeAsync(RetainedKind.Predictions, "march", Scored.At(24), Cancellation);

        var all = await Exports.PredictionsAsync(new PredictionFilter("march"), _output, Cancellation);
        var later = await Exports.PredictionsAsync(new PredictionFilter("march", From: Scored.At(24)), _output, Cancellation);

        (all.Rows, all.Notices.ShouldHaveSingleItem().Code).ShouldBe((3, "predictions-deleted"));
        later.Notices.ShouldBeEmpty();
    }

    [Fact]
    public async Task Predictions_of_a_machine_and_a_range_are_those_and_no_others()
    {
        await _store.PredictsAsync(
            new[] { "1", "2" }.SelectMany(machine => Enumerable.Range(0, 4).Select(hour => Scored.Of(machine, hour, 0.1, 0))));

        var filter = new PredictionFilter("march", "2", Scored.At(0), Scored.At(2));
        var written = await Exports.PredictionsAsync(filter, _output, Cancellation);

        written.Rows.ShouldBe(2);
        Text.Split('\n')[1].ShouldStartWith("2,2015-03-01T01:00:00Z");
    }

    [Fact]
    public async Task More_than_one_piece_of_text_is_written_whole_and_in_order()
    {
        await _store.PredictsAsync(Enumerable.Range(0, 3000).Select(hour => Scored.Of("1", hour, 0.1, 0)));

        await Exports.PredictionsAsync(new PredictionFilter("march"), _output, Cancellation);

        var lines = Text.TrimEnd().Split('\n');
        lines.Length.ShouldBe(3001);
        lines[1..].Select(line => line.Split(',')[1]).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_model_is_written_as_the_bytes_that_were_registered()
    {
        var version = await _store.RegisterAsync("plant");

        var written = await Exports.ModelAsync("plant@1", ModelFormats.Presage, _output, Cancellation);

        Text.ShouldBe("plant 1");
        written.ShouldBe(new ExportedModel("plant", 1, "gradient-boosting", "presage", _output.Length, version.Sha256));
    }

    [Theory]
    [InlineData("plant@2", "presage", ErrorKind.NotFound, "unknown-version")]
    [InlineData("plant", "presage", ErrorKind.NotFound, "no-champion")]
    [InlineData("plant@1", "pickle", ErrorKind.Invalid, "unknown-format")]
    public async Task A_model_that_cannot_be_written_leaves_nothing(string model, string format, ErrorKind kind, string code)
    {
        await _store.RegisterAsync("plant");

        var error = await Should.ThrowAsync<PresageException>(() => Exports.ModelAsync(model, format, _output, Cancellation));

        (error.Kind, error.Code).ShouldBe((kind, code));
        _output.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Features_are_written_slice_by_slice_with_categories_by_name_and_missing_values_empty()
    {
        await BuildAsync("features-1", ["1", "2"]);

        var written = await Exports.FeaturesAsync("features-1", _output, Cancellation);

        var lines = Text.TrimEnd().Split('\n');
        written.Rows.ShouldBe(2);
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("machine,time,");
        lines[1].ShouldStartWith("1,2015-03-01T00:00:00Z,");
        lines[2].ShouldStartWith("2,2015-03-01T00:00:00Z,");
        lines.ShouldAllBe(line => line.Split(',').Length == written.Columns);
        lines[1].ShouldContain("model1");
        lines[1].ShouldEndWith(",1,0,,");
    }

    [Fact]
    public async Task Features_that_were_released_are_gone()
    {
        await BuildAsync("features-1", ["1"]);

        await Exports.ReleaseFeaturesAsync("features-1", Cancellation);
        var error = await Should.ThrowAsync<PresageException>(() => Exports.FeaturesAsync("features-1", _output, Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.NotFound, "features-gone"));
    }

    [Fact]
    public async Task A_run_of_another_kind_has_no_features_to_write()
    {
        await _store.IsBeingScoredAsync();

        var error = await Should.ThrowAsync<PresageException>(() => Exports.FeaturesAsync("score-2", _output, Cancellation));

        (error.Kind, error.Code).ShouldBe((ErrorKind.Invalid, "no-features"));
    }

    /// <summary>A run that has built a row of each machine, a slice each: every number 1.5 or missing, every category the first.</summary>
    private async Task BuildAsync(string run, string[] machines)
    {
        await _store.HasResultsAsync("march");
        var scenario = ScenarioCatalog.Read("azure-pdm");
        var columns = FeaturePresets.Create("default", scenario).Columns;
        var runs = _store.Get<IRuns>();
        var request = new StartFeatures(run, Scored.Dataset, Scored.At(-24), Scored.At(0));
        var plan = new RunPlan(
            RunPlan.Export, Scored.Dataset, request.From, request.To, "default", 84, TestStore.Now, Scored.At(0), machines,
            [.. machines.Select(_ => 1)]);
        await runs.StartAsync(
            new Run(run, RunKinds.Features, Scored.Dataset, "key", Json.Write(request), request.From, request.To, TestStore.Now),
            Cancellation);
        await runs.PinAsync(run, Json.Write(plan), Cancellation);
        await runs.PlanStageAsync(run, Stages.Features, machines.Length, TestStore.Now, Cancellation);
        foreach (var (slice, machine) in machines.Index())
        {
            var rows = new FeatureRows(
                [machine], [0], [UnixTime.FromDateTime(Scored.At(0))],
                [.. columns.Select((column, i) => new[] { column.Categories is not null ? 0 : i % 2 == 0 ? 1.5 : double.NaN })],
                [[1], [0], [-1], [-1]]);
            await _store.Get<IFeatureSets>().PutAsync(run, slice, FeatureRowsCodec.Encode(rows), Cancellation);
        }

        var labels = scenario.Components.Select(component => $"label_{component}");
        var result = new FeaturesResult(run, machines.Length, ["machine", "time", .. columns.Select(column => column.Name), .. labels], 1);
        await runs.EndAsync(run, RunState.Succeeded, Json.Write(result), null, TestStore.Now, Cancellation);
    }
}
