using MongoDB.Bson;

namespace Presage.Storage.MongoDb;

internal static class MongoSliceRows
{
    public static BsonDocument Write(string run, string stage, SliceRecord slice) => new BsonDocument
    {
        ["_id"] = MongoIds.Of(run, stage, MongoIds.Number(slice.Slice), MongoIds.Number(slice.Attempt)),
        ["run"] = run,
        ["stage"] = stage,
        ["slice"] = slice.Slice,
        ["attempt"] = slice.Attempt,
        ["worker"] = slice.Worker,
        ["startedAt"] = slice.StartedAt.ToBson(),
        ["endedAt"] = slice.EndedAt.ToBson(),
        ["rows"] = slice.Rows,
    }.AddIfAny("result", slice.Result);

    public static SliceRecord Read(BsonDocument row) => new(
        row["slice"].ToInt32(), row.GetString("worker"), row["attempt"].ToInt32(), row.GetTime("startedAt"), row.GetTime("endedAt"),
        row["rows"].ToInt64(),
        row.GetStringOrNull("result"));
}
