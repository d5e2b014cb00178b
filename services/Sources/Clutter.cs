namespace Presage.Sources;

/// <summary>What other programs leave in folders and archives: no one means it when they name the folder.</summary>
internal static class Clutter
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "_SUCCESS", "_metadata", "_common_metadata", "_delta_log", "_spark_metadata", "_temporary", "__MACOSX", "__pycache__",
        "Thumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information", "lost+found",
    };

    private static readonly string[] s_beginnings = [".", "~$", "_committed_", "_started_"];

    public static bool Is(string name) =>
        s_names.Contains(name) || s_beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))
        || name.EndsWith(".crc", StringComparison.OrdinalIgnoreCase);
}
