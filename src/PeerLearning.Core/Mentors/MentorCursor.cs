using PeerLearning.People;

namespace PeerLearning.Mentors;

/// <summary>Finds people in a workforce, at once where they are asked for in the order of their ids, as rows usually stand.</summary>
internal struct MentorCursor(Workforce workforce)
{
    private int _next;

    /// <summary>The position of an id; -1 if nobody has it.</summary>
    public int IndexOf(string id)
    {
        var ids = workforce.Ids;
        if (_next < ids.Length && ids[_next] == id) return _next++;
        int found = workforce.IndexOf(new PersonId(id));
        if (found >= 0) _next = found + 1;
        return found;
    }
}
