using Presage.Contracts.Api;

namespace Presage.Cli.Output;

/// <summary>Machines by risk.</summary>
internal static class RiskTable
{
    private const int MostReasons = 2;

    public static void Show(Terminal terminal, IEnumerable<RankedMachine> machines)
    {
        var table = Tables.Create("machine", "time", "component", "#probability", "#threshold", "alarm since", "reasons");
        foreach (var machine in machines)
        {
            table.Row(
                machine.Machine, Format.Time(machine.Time), machine.Component, Format.Percent(machine.Probability),
                Format.Percent(machine.Threshold),
                machine.Stale ? "stale" : Format.Time(machine.Since), string.Join("; ", machine.Reasons.Take(MostReasons)));
        }

        terminal.Show(table);
    }
}
