namespace Presage.Hosting;

/// <summary>The one place where a process that is no command line writes to a terminal: when it ends before it could log.</summary>
internal static class FailedProcess
{
    /// <summary>Says why on standard error, and has the process end with exit code 1.</summary>
    public static Task TellAsync(string why)
    {
        Environment.ExitCode = 1;
        return Console.Error.WriteLineAsync(why);
    }
}
