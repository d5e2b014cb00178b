using System.Globalization;
using Presage.Engine.Learning;

namespace Presage.Engine.Selection;

/// <summary>What a sweep can be asked for, and what goes together.</summary>
internal static class SweepRules
{
    private const int FewestForHalving = 3;
    private const double LongestBudget = 30 * 24 * 3600;

    public static void Check(SweepSettings settings, TrainerCatalog trainers)
    {
        CheckNumbers(settings);
        if (settings.Algorithm is not null)
            trainers.Create(settings.Algorithm).Check(settings.Fixed ?? new Dictionary<string, double>(), settings.Scope);
        else if (settings.Fixed is { Count: > 0 })
        {
            throw Wrong(
                "set-without-algorithm", "Hyper-parameters are set, but no algorithm is named that they belong to.",
                "Name their algorithm, too.");
        }

        CheckSpace(settings);
    }

    private static void CheckNumbers(SweepSettings settings)
    {
        if (settings.Search is { } search && !SearchMethods.Names.Contains(search))
            throw Wrong("unknown-search", $"There is no search '{search}'.", $"Use one of: {string.Join(", ", SearchMethods.Names)}.");
        if (settings.Trials is < 1 or > Sweep.MaximumTrials)
            throw Wrong("trials", $"{settings.Trials} trials are not possible.", $"Ask for 1 to {Sweep.MaximumTrials} trials.");
        if (settings is { Search: SearchMethods.Halving, Trials: < FewestForHalving })
        {
            throw Wrong(
                "halving-trials", $"Halving has nothing to leave out of {settings.Trials} trials.",
                $"Ask for {FewestForHalving} trials or more, or search without halving.");
        }

        if (settings.BudgetSeconds is { } seconds && !(seconds > 0 && seconds <= LongestBudget))
        {
            throw Wrong(
                "budget", string.Create(CultureInfo.InvariantCulture, $"A budget of {seconds} s is not possible."),
                "Give a time above zero, up to 30 days, such as 10m.");
        }

        if (settings.Folds is < 1 or > Sweep.MaximumFolds)
            throw Wrong("folds", $"{settings.Folds} folds are not possible.", $"Ask for 1 to {Sweep.MaximumFolds} folds.");
        if (settings is { Trials: { } trials, Folds: { } folds } && (long)trials * folds > Sweep.MaximumFits)
        {
            throw Wrong(
                "trials", $"{trials} trials on {folds} folds are {(long)trials * folds} fits.",
                $"Ask for {Sweep.MaximumFits} fits or fewer.");
        }
    }

    private static void CheckSpace(SweepSettings settings)
    {
        if (settings is not { Algorithm: { } algorithm, Space: { } space })
            return;

        var declared = space.Find(algorithm) ?? throw Wrong(
            "nothing-to-search", $"The space says nothing about {algorithm}.",
            $"Name an algorithm that it describes ({string.Join(", ", space.Algorithms.Select(each => each.Algorithm))}), "
                + $"or describe {algorithm} in it.");
        if (declared.Parameters.All(parameter => settings.Fixed?.ContainsKey(parameter.Name) ?? false))
        {
            throw Wrong(
                "nothing-to-search", $"Every hyper-parameter of {algorithm} in the space is also set to one value.",
                "Leave one of them to the search, or leave the space out.");
        }
    }

    private static PresageException Wrong(string code, string message, string remedy) => new(ErrorKind.Invalid, code, message, remedy);
}
