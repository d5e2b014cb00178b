using Presage.Engine.Features;

namespace Presage.Tests.Benchmarks.Defaults;

/// <summary>Rows to learn from or to judge on.</summary>
/// <param name="Values">[column][row].</param>
/// <param name="Labels">[component][row]: 0 or 1.</param>
/// <param name="Groups">[row] rows of one group, such as a machine's, stay together when rounds are sought.</param>
internal sealed record Table(double[][] Values, sbyte[][] Labels, int[] Groups)
{
    public int Count => Groups.Length;

    public long Positives => Labels.Sum(component => component.LongCount(label => label == 1));

    /// <summary>The rows that are wanted, of known labels.</summary>
    /// <param name="parts">Rows of some machines; a machine is a group.</param>
    public static Table Of(IReadOnlyList<FeatureRows> parts, Func<int, long, bool> isWanted)
    {
        var rows = parts.SelectMany((part, machine) => Enumerable.Range(0, part.Count)
            .Where(row => isWanted(machine, part.Times[row]) && part.Labels.All(component => component[row] >= 0))
            .Select(row => (Part: part, Machine: machine, Row: row))).ToList();
        return new Table(
            [.. parts[0].Values.Select((_, c) => rows.Select(at => at.Part.Values[c][at.Row]).ToArray())],
            [.. parts[0].Labels.Select((_, k) => rows.Select(at => at.Part.Labels[k][at.Row]).ToArray())],
            [.. rows.Select(at => at.Machine)]);
    }
}

/// <summary>Something to learn, and rows that were held back to judge by.</summary>
internal sealed record DefaultsProblem(IReadOnlyList<FeatureColumn> Columns, Table Train, Table Test);
