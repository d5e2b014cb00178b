using Presage.Contracts;
using Presage.Contracts.Api;
using Presage.Engine.Learning;
using Presage.Tests.Harness;
using Presage.Tests.Harness.Engines;

namespace Presage.Tests.Training;

/// <summary>
/// Engines that run to failure, half of them cut off at random before it: nothing is known of what became of those in their last hours.
/// </summary>
public sealed class CutOffTests
{
    private const int Trained = 60;
    private const int Judged = 40;
    private const int HoursBetweenRows = 3;
    private const int Horizon = 24;

    private static readonly EngineFleetSettings s_settings = new(Trained + Judged, Informative: 4, Noisy: 1, Flat: 1);
    private static readonly EngineFleetSettings s_half = s_settings with { Engines = Trained, CutOffShare = 0.5 };
    private static readonly DateTime s_from = EngineFleet.Start.AddHours(-1);
    private static readonly DateTime s_to = EngineFleet.Start.AddDays(20);

    [Fact]
    public async Task Engines_that_were_cut_off_neither_spoil_what_is_learnt_nor_are_judged_on_what_is_unknown()
    {
        await using var host = await PresageHost.StartAsync();
        host.Clock.Now = s_to.AddDays(1);
        var half = EngineFleet.Create(s_half);
        var later = EngineFleet.Create(s_settings).Where(engine => string.CompareOrdinal(engine.Name, half.Engines[^1].Name) > 0);
        later.Engines.Count.ShouldBe(Judged);
        await AddAsync(host, "half", half);
        await AddAsync(host, "whole", half.Where(engine => engine.HasFailed));
        await AddAsync(host, "later", later);

        await TrainAsync(host, "half");
        await TrainAsync(host, "whole");
        var (with, without) = (await JudgeAsync(host, "half", "later"), await JudgeAsync(host, "whole", "later"));
        var own = await JudgeAsync(host, "half", "half");

        PrAuc(without).ShouldBeGreaterThan(0.8);
        PrAuc(with).ShouldBe(PrAuc(without), 0.02);
        (with.Rows - with.Unlabelled).ShouldBe(later.Engines.Sum(KnownRows));
        (own.Rows - own.Unlabelled).ShouldBe(half.Engines.Sum(KnownRows));
        own.Unlabelled.ShouldBeGreaterThan(7 * half.Engines.Count(engine => !engine.HasFailed));
    }

    private static Task AddAsync(PresageHost host, string dataset, EngineFleet fleet) => host.Store.AddAsync(
        dataset, fleet.ToRecords(known: s_to), EngineFleetFiles.Scenario(s_settings, failureEndsLife: true));

    private static Task<TrainResult> TrainAsync(PresageHost host, string dataset) => host.RunAsync<StartTraining, TrainResult>(
        new StartTraining($"train-{dataset}", dataset, s_from, s_to, Algorithm: Trainers.GradientBoosting, Trials: 1));

    private static async Task<EvaluateResult> JudgeAsync(PresageHost host, string model, string dataset)
    {
        var results = $"{model}-{dataset}";
        await host.RunAsync<StartScoring, ScoreResult>(new StartScoring($"score-{results}", dataset, s_from, s_to, results, $"{model}@1"));
        return await host.RunAsync<StartEvaluation, EvaluateResult>(new StartEvaluation($"evaluate-{results}", results));
    }

    private static double PrAuc(EvaluateResult result) => result.Components[EngineFleetFiles.Component].PrAuc;

    /// <summary>Up to its failure all is known of an engine, and up to a horizon before it was cut off.</summary>
    private static long KnownRows(SimulatedEngine engine)
    {
        var lastHour = engine.HasFailed ? engine.Cycles - 2 : engine.Cycles - 1 - Horizon;
        return lastHour < 0 ? 0 : (lastHour / HoursBetweenRows) + 1;
    }
}
