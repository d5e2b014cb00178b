using Presage.Engine;

namespace Presage.Cli.Execution;

/// <summary>What the process tells whoever started it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>What was asked for is done, except for files that were refused.</summary>
    public const int DoneWithRefusals = 3;

    public static int Of(ErrorKind kind) => kind == ErrorKind.Usage ? WrongUsage : Failed;
}
