using System.Diagnostics;
using Presage.Engine;

namespace Presage.Storage.Sqlite;

/// <summary>
/// Takes a store over from programs of a form so early that they cannot go on in it: they look at its form when they open it and never
/// again, would not understand what is written from now on, and would write what nobody reads. Nothing is changed while anybody else has
/// the file open; then nobody gets in before all is done.
/// </summary>
internal static class SqliteTakeover
{
    /// <summary>The earliest form whose programs look again, and so find out that a store has become too new for them.</summary>
    public const int LeastCompatible = 9;

    private const int LongestPause = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Brings a store that is that early up to date, and leaves any other alone.</summary>
    /// <exception cref="PresageException"><see cref="StoreErrors.InUseCode"/>: others have it open.</exception>
    public static void TakeOver(string file, SqliteSettings settings)
    {
        for (var begun = Stopwatch.GetTimestamp(); File.Exists(file);)
        {
            using (var session = SqliteSession.Open(file, settings))
            {
                var form = SqliteSchema.VersionOf(session, file);
                if (form is 0 or >= LeastCompatible)
                    return;

                if (IsAlone(session))
                {
                    SqliteSchema.Ensure(session, file);
                    return;
                }

                if (Stopwatch.GetElapsedTime(begun) > Patience)
                    throw StoreErrors.InUse(file, form);
            }

            // Several processes that want to be alone stand in each other's way until each has gone for a while of its own.
            Thread.Sleep(Random.Shared.Next(LongestPause));
        }
    }

    /// <summary>
    /// Whoever has a store open keeps others from leaving the log that its readers share; whoever has left it and locks for good keeps
    /// others out.
    /// </summary>
    private static bool IsAlone(SqliteSession session)
    {
        session.Execute("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE");
        return session.TryExecute("PRAGMA journal_mode = DELETE");
    }
}
