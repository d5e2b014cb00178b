using Presage.Cli.Output;

namespace Presage.Cli.Execution;

/// <summary>A command does not wait for long without saying for what.</summary>
internal static class LongWaits
{
    /// <summary>How long a person waits without asking.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <param name="what">What is waited for, as a sentence; asked when it takes long, and told again when it changes.</param>
    public static async Task<T> ToldAsync<T>(this Terminal terminal, Task<T> work, Func<string> what)
    {
        for (var told = ""; await Task.WhenAny(work, Task.Delay(Patience)) != work;)
            if (what() is var now && now != told)
                terminal.Note(told = now);

        return await work;
    }
}
