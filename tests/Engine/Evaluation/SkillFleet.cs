using Presage.Engine;
using Presage.Engine.Evaluation;
using Presage.Engine.Random;

namespace Presage.Tests.Engine.Evaluation;

/// <summary>
/// Machines with rows every twelve hours that fail here and there, and scores that know of it or do not. Seeded.
/// </summary>
internal sealed class SkillFleet(long seed)
{
    private readonly Xoshiro256 _random = new(seed);

    /// <summary>Failures of a machine; on average so many.</summary>
    public double Failures { get; init; } = 2;

    /// <summary>How much higher the log-odds of a row are that fails within the horizon.</summary>
    public double Signal { get; init; }

    /// <summary>How much of a row's noise the next row of the machine keeps, 0 to 1.</summary>
    public double Persistence { get; init; } = 0.8;

    /// <summary>How much higher the log-odds are for each day since the last failure.</summary>
    public double OfAge { get; init; }

    /// <summary>Whether a machine fails after twenty days or so of age, and not at any time.</summary>
    public bool FailsByAge { get; init; }

    public EvaluationPart Part(int machines, int rows = 120) => EvaluationPart.Merge(
        [.. Enumerable.Range(0, machines).Select(number => EvaluationPart.Of(Machine($"{number}", rows), Given.One))]);

    public EvaluationMetrics Metrics(int machines, int rows = 120) => EvaluationMetrics.Of(Part(machines, rows), Given.One);

    public MachineOutcome Machine(string name, int rows)
    {
        double[] failures = [.. Moments(rows * 12)];
        var (noise, level) = (0.0, _random.NextDouble() - 0.5);
        var probabilities = new double[rows];
        for (var row = 0; row < rows; row++)
        {
            var time = row * 12.0;
            noise = (Persistence * noise) + (Math.Sqrt(1 - (Persistence * Persistence)) * Normal.Next(_random));
            var fails = failures.Any(failure => failure > time && failure <= time + 84);
            var age = (time - failures.Where(failure => failure <= time).DefaultIfEmpty(0).Max()) / 24;
            var logOdds = -3 + level + noise + (fails ? Signal : 0) + (OfAge * age);
            probabilities[row] = 1 / (1 + Math.Exp(-logOdds));
        }

        return Given.Machine(probabilities, failures) with { Machine = name };
    }

    private IEnumerable<double> Moments(double hours)
    {
        if (FailsByAge)
        {
            for (var time = 480 + (96 * _random.NextDouble()); time < hours; time += 480 + (96 * _random.NextDouble()))
                yield return time;
        }
        else
        {
            var count = (int)(Failures * 2 * _random.NextDouble() + 0.5);
            foreach (var time in Enumerable.Range(0, count).Select(_ => hours * _random.NextDouble()).Order().ToList())
                yield return time;
        }
    }
}
