namespace Presage.Cli.Execution;

/// <summary>
/// A command in a pod begins when somebody reads along: what it printed before <c>kubectl run</c> has attached to it would be lost. Whoever
/// attaches sends a line.
/// </summary>
internal static class Attachment
{
    private const string Variable = "PRESAGE_AWAITS_LINE";

    /// <summary>Who may not attach sends nothing, and reads what the pod has logged.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    public static async Task AwaitAsync(Func<string?> readLine)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            await Task.WhenAny(Task.Run(readLine), Task.Delay(LongestWait));
    }
}
