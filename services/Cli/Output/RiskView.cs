using Presage.Cli.Risks;

namespace Presage.Cli.Output;

internal static class RiskView
{
    private const int MostReasons = 2;

    public static void Show(Terminal terminal, IEnumerable<MachineRisk> risks)
    {
        var table = Tables.Create("machine", "component", "#probability", "#threshold", "warned since", "reasons");
        foreach (var risk in risks)
            table.Row(
                risk.Machine, risk.Component, Format.Percent(risk.Probability), Format.Percent(risk.Threshold), Format.Time(risk.Since),
                string.Join("; ", risk.Reasons.Take(MostReasons)));

        terminal.Show(table);
    }
}
