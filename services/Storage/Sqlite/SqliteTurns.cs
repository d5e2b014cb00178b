using System.Security.Cryptography;
using System.Text;

namespace Presage.Storage.Sqlite;

/// <summary>Locks of files beside the store's, which the system frees when a process is gone.</summary>
internal sealed class SqliteTurns(SqliteStore store) : IStoreTurns
{
    /// <summary>Files stay, since one that is deleted may still be locked; so there is not one for each name.</summary>
    private const int Files = 64;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly string _folder = $"{store.File}-turns";

    public async Task<IAsyncDisposable> WaitAsync(string name, CancellationToken cancellation)
    {
        var file = Path.Combine(_folder, $"{SHA256.HashData(Encoding.UTF8.GetBytes(name))[0] % Files}");
        for (; ; await Task.Delay(Pause, cancellation))
        {
            try
            {
                Directory.CreateDirectory(_folder);
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (File.Exists(file))
            {
                // Somebody has it.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return new MemoryStream();
            }
        }
    }
}
