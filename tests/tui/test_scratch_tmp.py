import time, pytest, gc
from pathlib import Path
from tests.tui.helpers import *
import whyshore.tui.app as A
class NoGc:
    collect=freeze=staticmethod(lambda:None)
    set_threshold=staticmethod(lambda *a:None)
async def test_a(study: Path, monkeypatch):
    async with sitting(study) as at: pass
    for gcm in (gc, NoGc):
      monkeypatch.setattr(A,"gc",gcm)
      for size in ((120,40),(100,30),(80,24)):
        n=6
        t=time.time(); c=time.process_time()
        for _ in range(n):
            async with sitting(study, size=size) as at:
                pass
        print(gcm, size, "start", (time.time()-t)/n, (time.process_time()-c)/n)
