namespace Presage.Storage.MongoDb;

/// <summary>Codes of the server, by what they mean for whoever asked.</summary>
internal static class MongoCodes
{
    public const int NamespaceExists = 48;
    public const int WriteConcernFailed = 64;
    public const int UnknownWriteConcern = 79;
    public const int UnsatisfiableWriteConcern = 100;
    public const int ValidationFailed = 121;
    public const int DuplicateKey = 11_000;
    public const int DiskFull = 14_031;

    /// <summary>Nobody may ask this, or not this user; UserNotFound is one, and Atlas has a number of its own.</summary>
    public static readonly HashSet<int> Denied = [11, 13, 18, 8_000];

    /// <summary>SnapshotTooOld and SnapshotUnavailable: the moment at which reading began is gone, and stays so.</summary>
    public static readonly HashSet<int> MomentGone = [239, 246];

    /// <summary>A document, or a command with it, is too large.</summary>
    public static readonly HashSet<int> TooLarge = [10_334, 17_280, 17_419, 17_420];

    /// <summary>
    /// What goes away by itself: the categories RetriableError, NetworkError, NotPrimaryError, ShutdownError, Interruption,
    /// ExceededTimeLimitError, StaleShardVersionError and CursorInvalidatedError of MongoDB's list of codes, and too many requests.
    /// Whatever is not here a server says again when it is asked again.
    /// </summary>
    public static readonly HashSet<int> Passing =
    [
        6, 7, 24, 43, 46, 50, 63, 89, 91, 112, 117, 133, 134, 150, 175, 189, 202, 234, 237, 262, 279, 290, 317, 365, 384, 391, 462, 9_001,
        10_058, 10_107, 11_600, 11_601, 11_602, 13_388, 13_435, 13_436, 16_500,
    ];
}
