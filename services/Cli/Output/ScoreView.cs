using Presage.Contracts.Api;

namespace Presage.Cli.Output;

internal static class ScoreView
{
    public static void Show(Terminal terminal, ScoreResult result)
    {
        terminal.Say(
            $"{Format.Count(result.Rows)} rows scored with {result.Model}@{result.Version} into {result.Results}: {Format.Count(result.Written)} written, "
            + $"{Format.Count(result.Unchanged)} unchanged, {Format.Count(result.Alarms)} new alarms.");
        terminal.Say($"Run {result.Run}, {Format.Seconds(result.Seconds)}. See them with: presage predictions {result.Results}");
    }
}
