using Presage.Engine.Random;

namespace Presage.Engine.Evaluation;

/// <summary>
/// Skill of the components and of the model, with intervals by the bootstrap over machines (Efron and Tibshirani, "An Introduction to the
/// Bootstrap", 1993, chapter 8): as many machines as there are, drawn with replacement, with all of their rows. Rows of a machine are
/// alike, so that to draw rows would make every interval too narrow. The same machines are drawn for all components and figures, so that
/// differences are of the same rows.
/// </summary>
internal static class SkillBootstrap
{
    private const int Replicates = 400;
    private const long Seed = 20_150_101;

    /// <param name="exact">[component] all judged rows; figures themselves come from them, intervals from the bins.</param>
    public static (ComponentSkill?[] Components, ModelSkill? Model) Of(IReadOnlyList<MachineScores> machines, ScoreCounts[] exact)
    {
        MachineScores[] drawn =
        [
            .. machines.Where(machine => machine.Components.Any(component => component.Scores.Bins.Length > 0))
                .OrderBy(machine => machine.Machine, StringComparer.Ordinal),
        ];
        var components = exact.Length;
        SkillCounts[] counts = [.. exact.Select(_ => new SkillCounts())];
        Fill(counts, drawn, [.. Enumerable.Repeat(1, drawn.Length)]);
        bool[] canRank = [.. counts.Select(count => count.CanRank)];
        if (!canRank.Contains(true))
            return (new ComponentSkill?[components], null);

        var figures = counts.Select((count, c) => canRank[c] ? SkillFigures.Exact(count, exact[c]) : null).ToArray();
        var replicates = canRank.Select(_ => new List<SkillFigures>(Replicates)).ToArray();
        var means = new List<SkillFigures>(Replicates);
        var random = new Xoshiro256(Seed);
        var times = new int[drawn.Length];
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            Draw(times, random);
            Fill(counts, drawn, times);
            var ofAll = new List<SkillFigures>();
            for (var c = 0; c < components; c++)
            {
                if (!canRank[c] || !counts[c].CanRank)
                    continue;

                ofAll.Add(SkillFigures.Of(counts[c]));
                replicates[c].Add(ofAll[^1]);
            }

            if (ofAll.Count > 0)
                means.Add(SkillFigures.Mean(ofAll));
        }

        return (
            [.. figures.Select((figure, c) => figure is null ? null : figure.Skill(replicates[c], drawn.Length, Failing(drawn, c)))],
            SkillFigures.Mean([.. figures.OfType<SkillFigures>()]).Model(means, drawn.Length, Failing(drawn, null)));
    }

    private static void Draw(int[] times, Xoshiro256 random)
    {
        Array.Clear(times);
        for (var i = 0; i < times.Length; i++)
            times[random.NextBelow(times.Length)]++;
    }

    private static void Fill(SkillCounts[] counts, MachineScores[] machines, int[] times)
    {
        for (var c = 0; c < counts.Length; c++)
        {
            counts[c].Clear();
            for (var m = 0; m < machines.Length; m++)
            {
                if (times[m] > 0)
                    counts[c].Add(machines[m].Components[c], times[m]);
            }
        }
    }

    /// <param name="component">Null for any.</param>
    private static int Failing(MachineScores[] machines, int? component) => machines.Count(machine => machine.Components
        .Where((_, c) => component is null || c == component).Any(scores => scores.Scores.Positives.Any(count => count > 0)));
}
