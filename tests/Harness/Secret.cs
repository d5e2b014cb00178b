using System.Security.Cryptography;

namespace Presage.Tests.Harness;

/// <summary>A secret in a file of its own.</summary>
public sealed class Secret : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public Secret(string? text = null) =>
        File.WriteAllText(_file, Text = text ?? $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}");

    public string Text { get; }

    public string Reference => $"file:{_file}";

    public void Dispose() => File.Delete(_file);
}
