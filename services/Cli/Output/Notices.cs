using Presage.Cli.Parsing;
using Presage.Contracts.Api;

namespace Presage.Cli.Output;

/// <summary>What a person should know though nothing failed, in the one way that commands say it.</summary>
internal static class Notices
{
    public static void Show(Terminal terminal, IEnumerable<Notice> notices)
    {
        foreach (var notice in notices)
            terminal.Say($"Note ({notice.Code}): {Hints.Complete(notice)}");
    }
}
