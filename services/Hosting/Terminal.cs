namespace Presage.Hosting;

/// <summary>The one place where a process that is no command line knows of a terminal.</summary>
internal static class Terminal
{
    /// <summary>Whether a person reads what the process writes.</summary>
    public static bool IsRead => !Console.IsOutputRedirected;

    /// <summary>Says why the process ends before it could log, and has it end with exit code 1.</summary>
    public static Task FailAsync(string why)
    {
        Environment.ExitCode = 1;
        return Console.Error.WriteLineAsync(why);
    }
}
