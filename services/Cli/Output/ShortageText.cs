using Presage.Cli.Parsing;
using Presage.Hosting.Life;

namespace Presage.Cli.Output;

/// <summary>
/// What a command says that has too little to begin: as any other, but by itself, since with so little nothing can be loaded that would
/// write a document. Its sentences have no signs that a document could not hold.
/// </summary>
internal static class ShortageText
{
    public static Task TellAsync(TerminalStreams streams, string[] args, Shortage shortage) =>
        args.Contains(GlobalOptions.JsonName) ? streams.Out.WriteLineAsync(args is ["doctor", ..] ? Diagnosis(shortage) : Error(shortage))
            : streams.Error.WriteLineAsync($"{shortage.Found} {shortage.Remedy}");

    private static string Error(Shortage shortage) =>
        $$$"""
        {"error":{"code":"{{{shortage.Code}}}","message":"{{{shortage.Found}}}","remedy":"{{{shortage.Remedy}}}","kind":"unavailable"}}
        """;

    private static string Diagnosis(Shortage shortage) =>
        $$"""
        {"failed":1,"warnings":0,"checks":[{"check":"limits","state":"failed","code":"{{shortage.Code}}","found":"{{shortage.Found}}",
        """
        + $$"""
        "remedy":"{{shortage.Remedy}}"}]}
        """;
}
