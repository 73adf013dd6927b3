import os,time,subprocess
import material
from henji_e2e import TEMP, Window, ctl, screenshot, wait_for
exec(open(os.path.join(os.path.dirname(os.path.abspath(__file__)),"shot.py")).read().split("def inside")[0].split("def outside")[0]+"def write_settings"+open(os.path.join(os.path.dirname(os.path.abspath(__file__)),"shot.py")).read().split("def write_settings")[1].split("def inside")[0])
write_settings()
data=os.path.join(TEMP,'s'); ctl(data,'sample')
w=Window('--data-dir',data,language='en',env={'ADW_DEBUG_COLOR_SCHEME':'prefer-light'},name='z')
B='佐伯 真由'
wait_for('x',lambda:any(B in r for r in w.rows()))
box=w.find('Open cases','list'); box.select_child(next(i for i,n in enumerate(box.children) if B in n.name))
wait_for('r',lambda:any(B[:2] in n.text() for n in w.all() if n.role=='text box'))
w.key('r'); time.sleep(.3)
w.key('ctrl+Home','Down','Down','End'); w.type(' Zwei neue Woerter'); time.sleep(1.2)
screenshot('/tmp/pm/a.png')
w.key('F8'); time.sleep(.6); screenshot('/tmp/pm/b.png')
n=[x for x in w.all() if 'out of step' in x.name]
print([ (x.name,x.role) for x in n])
w.close()
