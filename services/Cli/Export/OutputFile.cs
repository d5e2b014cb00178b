namespace Presage.Cli.Export;

/// <summary>Writes a file whole or not at all: under another name first, then renamed.</summary>
internal static class OutputFile
{
    public static async Task WriteAsync(string path, Func<TextWriter, Task> write)
    {
        // A device such as /dev/stdout is written to, not replaced.
        var temporary = path.StartsWith("/dev/", StringComparison.Ordinal) ? path : $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            await using (var writer = new StreamWriter(temporary))
                await write(writer);

            if (temporary != path)
                File.Move(temporary, path, overwrite: true);
        }
        catch when (temporary != path)
        {
            File.Delete(temporary);
            throw;
        }
    }
}
