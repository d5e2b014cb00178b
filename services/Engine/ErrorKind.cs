namespace Presage.Engine;

/// <summary>
/// What kind of error it is: whether trying again may help, and what a command line, an HTTP answer or a fault makes of it, follow from
/// this alone.
/// </summary>
public enum ErrorKind
{
    /// <summary>What was asked for, or the data it was asked of, cannot be used as it is.</summary>
    Invalid,

    /// <summary>A command was given wrongly; nothing was tried.</summary>
    Usage,

    /// <summary>What was named is not there.</summary>
    NotFound,

    /// <summary>It does not go together with what is there already, or with what is being done.</summary>
    Conflict,

    /// <summary>A store, a broker or a file cannot be used just now. It may go away by itself, but not at once.</summary>
    Unavailable,

    /// <summary>
    /// A store was held by another writer for too long, or was lost during the operation. Nothing was changed, or what was changed is found
    /// by doing the same again; trying again at once may do.
    /// </summary>
    Busy,

    /// <summary>What was stored is not what was written.</summary>
    Damaged,

    /// <summary>Nobody may do it here, or not this caller.</summary>
    Forbidden,

    /// <summary>It is larger than what is taken.</summary>
    TooLarge,

    /// <summary>Presage itself is at fault.</summary>
    Internal,
}
