using Presage.Contracts.Api;

namespace Presage.Cli.Output;

internal static class ScoreView
{
    public static void Show(Terminal terminal, ScoreResult result)
    {
        terminal.Say(
            $"{Numbers.Count(result.Rows)} rows scored with {result.Model}@{result.Version} into {result.Results}: {Numbers.Count(result.Written)} written, "
            + $"{Numbers.Count(result.Unchanged)} unchanged, {Numbers.Count(result.Alarms)} new alarms.");
        terminal.Say($"Run {result.Run}, {Numbers.Seconds(result.Seconds)}. See them with: presage predictions {result.Results}");
    }
}
