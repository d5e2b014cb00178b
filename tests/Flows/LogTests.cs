using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Hosting.Runs;
using Presage.Storage;
using Presage.Tests.Harness;

namespace Presage.Tests.Flows;

/// <summary>What services log, with the fields that say what it is about.</summary>
public sealed class LogTests
{
    [Fact]
    public async Task Every_step_of_a_run_is_logged_with_its_run_its_data_set_and_its_trace()
    {
        var log = new RecordedLog();
        await using var host = await PresageHost.StartAsync(
            await Prepared.FilledAsync(), services => services.AddSingleton<ILoggerProvider>(log));

        await Prepared.RunAllAsync(host);

        var lines = log.Lines.Where(line => line.Category.StartsWith("Presage.", StringComparison.Ordinal)
            && !line.Category.StartsWith("Presage.Hosting.Life.", StringComparison.Ordinal)).ToList();
        lines.ShouldContain(line => line.Text.StartsWith("Stage features of train run train-1 of data set fleet is planned: "));
        lines.ShouldContain(line => line.Text.StartsWith("Model registered: fleet@1 (decision-tree) by run train-1 from data set fleet"));
        lines.ShouldContain(line => line.Text.StartsWith("Model promoted: fleet@1 is the champion"));
        lines.ShouldContain(line => line.Text.StartsWith("train run train-1 of data set fleet has succeeded after "));
        lines.Count(line => line.Text.StartsWith("Alarm raised: ")).ShouldBe(host.Messages.Of<FailurePredicted>().Count);
        lines.ShouldContain(line => line.Text.StartsWith("Result set predictions is evaluated: "));
        foreach (var line in lines)
        {
            line.Fields.Keys.ShouldContain("Run", $"{line.Category}: {line.Text}");
            line.Fields["Run"].ShouldBeOneOf("train-1", "score-1", "evaluate-1", "features-1");
            line.Fields["Dataset"].ShouldBe(Prepared.Dataset);
            line.Fields["TraceId"].ShouldBeOfType<string>().Length.ShouldBe(32);
        }

        lines.Where(line => Equals(line.Fields["Run"], "train-1")).Select(line => line.Fields["TraceId"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_slice_that_is_tried_again_and_a_message_that_is_given_up_are_logged_with_the_reason()
    {
        var log = new RecordedLog();
        await using var host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(),
            services =>
            {
                services.AddSingleton<ILoggerProvider>(log);
                services.AddSingleton<IFeatureSets, BrokenFeatureSets>();
            },
            ("Messaging:Retries", "2"));

        await host.RunAsync(Prepared.Scoring);

        var again = log.Lines.Where(
            line => line.Text.StartsWith("BuildFeatureSlice of run score-1 has failed and is tried again")).ToList();
        again.ShouldContain(line => line.Text.EndsWith("this was attempt 2: InvalidOperationException: The rows are lost."));
        log.Lines.ShouldContain(line => line.Level == LogLevel.Error
            && line.Text == "score run score-1 of data set fleet has failed (internal-error): InvalidOperationException: "
                + "The rows are lost.");
        log.Lines.ShouldContain(line => line.Level == LogLevel.Error
            && line.Text.StartsWith(
                "A message BuildFeatureSlice of queue build-feature-slice and run score-1 is given up as fault fault-"));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_is_logged_with_the_reason()
    {
        var log = new RecordedLog();
        await using var host = await PresageHost.StartAsync(
            await Prepared.TrainedAsync(), services => services.AddSingleton<ILoggerProvider>(log));
        await host.Store.Runs.StartAsync(
            new Run("score-1", RunKinds.Score, Prepared.Dataset, "key", "{}", null, null, TestFleet.Start),
            TestContext.Current.CancellationToken);

        await host.Get<RunCancel>().CancelAsync("score-1", "The command was interrupted.", TestContext.Current.CancellationToken);

        log.Lines.ShouldContain(line => line.Text == "score run score-1 of data set fleet is cancelled: The command was interrupted.");
    }

    private sealed class BrokenFeatureSets : IFeatureSets
    {
        public Task PutAsync(string run, int slice, ReadOnlyMemory<byte> rows, CancellationToken cancellation) =>
            throw new InvalidOperationException("The rows are lost.");

        public Task<byte[]?> GetAsync(string run, int slice, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);

        public Task DeleteAsync(string run, CancellationToken cancellation) => Task.CompletedTask;
    }
}
