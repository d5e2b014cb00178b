using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;
using Presage.Engine;

namespace Presage.Storage.MongoDb;

/// <summary>
/// A document for each name whose turn somebody has, who counts in it as long as he lives. No clocks are compared: one that nobody has
/// counted in for a while, as whoever waits sees it, is taken away.
/// </summary>
internal sealed class MongoTurns(MongoStore store, MongoSettings settings) : IStoreTurns
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private IMongoCollection<BsonDocument> Turns => store.Collection(MongoNames.Turns);

    public async Task<IAsyncDisposable> WaitAsync(string name, CancellationToken cancellation)
    {
        var mine = new BsonDocument { ["_id"] = name, ["holder"] = ObjectId.GenerateNewId(), ["beats"] = 0 };
        var (seen, since, pause) = (default(BsonDocument), 0L, ShortestPause);
        while (!await TryTakeAsync(mine, cancellation))
        {
            var theirs = await store.FindAsync(MongoNames.Turns, new BsonDocument("_id", name), cancellation);
            if (theirs is null)
                continue;

            if (theirs != seen)
                (seen, since) = (theirs, Stopwatch.GetTimestamp());
            else if (Stopwatch.GetElapsedTime(since) >= settings.LongestTurnSilence)
            {
                // Whoever had it was killed.
                await store.RunAsync(() => Turns.DeleteOneAsync(theirs, cancellation), cancellation);
                continue;
            }

            await Task.Delay(pause, cancellation);
            pause = pause * 2 > LongestPause ? LongestPause : pause * 2;
        }

        return new Turn(store, settings.LongestTurnSilence / 4, Named(mine));
    }

    private Task<bool> TryTakeAsync(BsonDocument mine, CancellationToken cancellation) => store.RunAsync(
        async () =>
        {
            try
            {
                await Turns.InsertOneAsync(mine, null, cancellation);
                return true;
            }
            catch (MongoWriteException error) when (error.WriteError?.Code == MongoCodes.DuplicateKey && error.WriteConcernError is null)
            {
                return await IsMineAsync(mine, cancellation);
            }
        },
        cancellation);

    /// <summary>What the driver has tried twice was done the first time.</summary>
    private async Task<bool> IsMineAsync(BsonDocument mine, CancellationToken cancellation) =>
        await Turns.Find(Named(mine)).AnyAsync(cancellation);

    private static BsonDocument Named(BsonDocument turn) => new() { ["_id"] = turn["_id"], ["holder"] = turn["holder"] };

    private sealed class Turn : IAsyncDisposable
    {
        private readonly MongoStore _store;
        private readonly BsonDocument _named;
        private readonly CancellationTokenSource _over = new();
        private readonly Task _beats;

        public Turn(MongoStore store, TimeSpan between, BsonDocument named)
        {
            (_store, _named) = (store, named);
            _beats = BeatAsync(between, _over.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await _over.CancelAsync();
            await _beats.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _over.Dispose();

            // What cannot be said now is found out by whoever comes next.
            await TryAsync(turns => turns.DeleteOneAsync(_named, CancellationToken.None)).WaitAsync(LongestFarewell)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task BeatAsync(TimeSpan between, CancellationToken over)
        {
            using var timer = new PeriodicTimer(between);
            while (await timer.WaitForNextTickAsync(over))
                await TryAsync(turns => turns.UpdateOneAsync(_named, new BsonDocument("$inc", new BsonDocument("beats", 1)), null, over));
        }

        /// <summary>A store that is away ends the work itself; its turn is taken away by whoever comes next.</summary>
        private async Task TryAsync<T>(Func<IMongoCollection<BsonDocument>, Task<T>> change)
        {
            try
            {
                await _store.RunAsync(() => change(_store.Collection(MongoNames.Turns)), CancellationToken.None);
            }
            catch (Exception exception) when (exception is PresageException or OperationCanceledException)
            {
            }
        }
    }
}
