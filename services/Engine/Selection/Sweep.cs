using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>What a sweep does; follows from its settings alone.</summary>
/// <param name="Trials">The first is the one to beat.</param>
/// <param name="Shares">Share of the machines that each rung fits on; the last is 1. Without halving that is the only one.</param>
/// <param name="Folds">Folds that a trial is judged by, one after the other; null for the calibration block.</param>
public sealed record Sweep(IReadOnlyList<TrialSpec> Trials, IReadOnlyList<double> Shares, int? Folds, TrialBudget Budget)
{
    public const int MaximumTrials = 1_000;

    public const int MaximumFolds = 20;

    /// <summary>Of trials and folds together.</summary>
    public const int MaximumFits = 5_000;

    /// <summary>Without an algorithm, the defaults of the three that differ most; an algorithm alone is trained with its own.</summary>
    public const int SmallTrials = 3;

    /// <summary>A search that was asked for. Halving tries three times as many with about the same work.</summary>
    public const int RandomTrials = 9;

    public const int HalvingTrials = 27;

    /// <summary>Parts that the judging of a trial in a rung has.</summary>
    public int Parts => Folds ?? 1;

    public int LastRung => Shares.Count - 1;

    /// <param name="trainers">The algorithms that there are; they say which hyper-parameters they have.</param>
    /// <exception cref="PresageException">Something is impossible or does not go together.</exception>
    public static Sweep Of(SweepSettings settings, TrainerCatalog trainers)
    {
        SweepRules.Check(settings, trainers);
        var trials = SweepCandidates.Trials(settings, Count(settings), trainers);
        var shares = settings.Search == SearchMethods.Halving ? SuccessiveHalving.Shares(trials.Count) : [1];
        return new Sweep(trials, shares, settings.Folds, new TrialBudget(settings.BudgetSeconds, shares.Count));
    }

    private static int Count(SweepSettings settings) => settings switch
    {
        { Trials: { } asked } => asked,
        { BudgetSeconds: not null } => MaximumTrials / (settings.Folds ?? 1),
        { Search: SearchMethods.Halving } => HalvingTrials,
        { Search: not null } or { Space: not null } => RandomTrials,
        { Algorithm: not null } => 1,
        _ => SmallTrials,
    };
}
